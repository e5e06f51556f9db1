package dev.clasp.tls.conformance.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Capability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a target can do, by name: {@code true}, a list of members, or a word.
 *
 * @param values declared, or found by the probe; names without a value are unknown
 */
public record Capabilities(Map<String, JsonNode> values) {
  private static final String PROBE = "probe";

  public Capabilities {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** As given, or derived: {@code ciphers.tls12.ecdhe} are those of {@code ciphers.tls12}. */
  private @Nullable JsonNode value(String name) {
    return Suites12.selects(name) && values.containsKey(Suites12.ALL)
        ? Suites12.select(name, values.get(Suites12.ALL))
        : values.get(name);
  }

  /** Whether the value is still to be found out. */
  public boolean isUnknown(String name) {
    JsonNode value = value(name);
    return value == null || value.asText().equals(PROBE);
  }

  /** The same, with what the probe found where nothing is declared. */
  public Capabilities completedBy(Map<String, ? extends JsonNode> found) {
    Map<String, JsonNode> completed = new TreeMap<>(values);
    found.forEach(
        (name, value) -> {
          if (isUnknown(name)) {
            completed.put(name, value);
          }
        });
    return new Capabilities(completed);
  }

  public Capabilities with(String name, String value) {
    Map<String, JsonNode> more = new TreeMap<>(values);
    more.put(name, TextNode.valueOf(value));
    return new Capabilities(more);
  }

  /** The members of a list; empty for anything else. */
  public List<String> members(String name) {
    List<String> members = new ArrayList<>();
    JsonNode value = value(name);
    if (value != null && value.isArray()) {
      value.forEach(member -> members.add(member.asText()));
    }
    return members;
  }

  /** The value as a word; empty for a list, and where there is none. */
  public String word(String name) {
    JsonNode value = value(name);
    return value == null || value.isArray() ? "" : value.asText();
  }

  /** Why the condition does not hold; empty when it does. */
  public Optional<String> missing(Capability condition) {
    if (condition instanceof Capability.All all) {
      return all.of().stream().map(this::missing).flatMap(Optional::stream).findFirst();
    }
    return holds(condition) ? Optional.empty() : Optional.of("needs " + condition);
  }

  private boolean holds(Capability condition) {
    if (condition instanceof Capability.Has has) {
      JsonNode value = value(has.name());
      return value != null && (value.isArray() ? !value.isEmpty() : value.asBoolean());
    }
    if (condition instanceof Capability.Contains contains) {
      JsonNode value = value(contains.name());
      return value != null
          && (value.isArray()
              ? members(contains.name()).stream().anyMatch(contains.member()::equalsIgnoreCase)
              : value.asText().equalsIgnoreCase(contains.member()));
    }
    if (condition instanceof Capability.AnyOf any) {
      return any.of().stream().anyMatch(this::holds);
    }
    if (condition instanceof Capability.All all) {
      return all.of().stream().allMatch(this::holds);
    }
    return !holds(((Capability.Not) condition).of());
  }
}
