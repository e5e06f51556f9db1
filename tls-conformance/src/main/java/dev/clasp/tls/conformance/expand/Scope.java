package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.Param;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What names mean at one place: the {@code with} of the uses around it, the axes, the parameters.
 *
 * <p>Immutable. A parameter's default is resolved where it is used, so that a default which
 * mentions {@code $group} follows a {@code "with": {"group": …}} further in.
 */
public final class Scope {
  /** Defaults may mention names whose defaults mention names; more than this is a circle. */
  private static final int MAX_DEPTH = 32;

  /** Objects whose strings are octets and not names. */
  private static final Set<String> LITERAL = Set.of("$ascii", "$hex");

  private final Map<String, JsonNode> bindings;
  private final Map<String, Param> params;
  private final TargetLists target;

  private Scope(Map<String, JsonNode> bindings, Map<String, Param> params, TargetLists target) {
    this.bindings = Map.copyOf(bindings);
    this.params = params;
    this.target = target;
  }

  /**
   * The outermost scope.
   *
   * @param builtIn names the engine provides, such as {@code host}
   */
  public static Scope of(
      Map<String, JsonNode> builtIn, Map<String, Param> params, TargetLists target) {
    return new Scope(builtIn, params, target);
  }

  /** The same with more names. */
  public Scope with(Map<String, ? extends JsonNode> values) {
    Map<String, JsonNode> inner = new HashMap<>(bindings);
    inner.putAll(values);
    return new Scope(inner, params, target);
  }

  /** The same, with names that stay as they are written. */
  public Scope keeping(Set<String> names) {
    Map<String, JsonNode> kept = new LinkedHashMap<>();
    names.forEach(name -> kept.put(name, TextNode.valueOf("$" + name)));
    return with(kept);
  }

  /** The values an axis takes: explicit ones or the target's, without the excluded. */
  public List<JsonNode> axis(String name, Location location) throws FormatException, NoValue {
    Param param = params.get(name);
    if (param == null) {
      throw new FormatException(location, "axis %s, expected a parameter".formatted(name));
    }
    List<JsonNode> values = new ArrayList<>(candidates(param));
    if (values.isEmpty() && param.from().isPresent()) {
      throw new NoValue(name, param.from().get());
    }
    if (values.isEmpty()) {
      throw new FormatException(
          param.location(), "no values, expected some where $%s is an axis".formatted(name));
    }
    return values;
  }

  /**
   * The value with every name replaced.
   *
   * @throws FormatException for a name that nothing declares
   * @throws NoValue when a parameter has no value for this target
   */
  public JsonNode resolve(JsonNode value, Location location) throws FormatException, NoValue {
    return resolve(value, location, 0);
  }

  /** As {@link #resolve}, for an object that stays one. */
  public ObjectNode resolveObject(ObjectNode value, Location location)
      throws FormatException, NoValue {
    return (ObjectNode) resolve(value, location, 0);
  }

  private JsonNode resolve(JsonNode value, Location location, int depth)
      throws FormatException, NoValue {
    if (value.isTextual() && value.asText().startsWith("$")) {
      return lookUp(value.asText().substring(1), location, depth);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode resolved = JsonNodeFactory.instance.arrayNode(array.size());
      for (JsonNode element : array) {
        resolved.add(resolve(element, location, depth));
      }
      return resolved;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode resolved = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        resolved.set(
            field.getKey(),
            LITERAL.contains(field.getKey())
                ? field.getValue()
                : resolve(field.getValue(), location, depth));
      }
      return resolved;
    }
    return value;
  }

  private JsonNode lookUp(String name, Location location, int depth)
      throws FormatException, NoValue {
    JsonNode bound = bindings.get(name);
    if (bound != null) {
      boolean kept = bound.asText().equals("$" + name);
      // The values of an axis may mention names, those of a with do not any more.
      return kept || depth == MAX_DEPTH ? bound : resolve(bound, location, depth + 1);
    }
    Param param = params.get(name);
    if (param == null) {
      throw new FormatException(
          location, "unknown name $%s, expected a parameter or a built-in name".formatted(name));
    }
    if (depth == MAX_DEPTH) {
      throw new FormatException(
          param.location(), "the default of $%s mentions itself".formatted(name));
    }
    return resolve(single(param), location, depth + 1);
  }

  /** The value of a parameter that is not an axis. */
  private JsonNode single(Param param) throws FormatException, NoValue {
    List<JsonNode> candidates = candidates(param);
    if (param.from().isEmpty()) {
      if (param.preset().isPresent()) {
        return param.preset().get();
      }
      if (candidates.isEmpty()) {
        throw new FormatException(param.location(), "has no value, expected a default");
      }
      return candidates.get(0);
    }
    if (candidates.isEmpty()) {
      throw new NoValue(param.name(), param.from().get());
    }
    return param.preset().filter(preset -> contains(candidates, preset)).orElse(candidates.get(0));
  }

  private List<JsonNode> candidates(Param param) {
    List<JsonNode> all = new ArrayList<>(param.values());
    param
        .from()
        .ifPresent(
            capability ->
                target.members(capability).forEach(member -> all.add(TextNode.valueOf(member))));
    return all.stream().filter(value -> !contains(param.exclude(), value)).toList();
  }

  /** Nodes that carry a location are not equal to those that do not; their text is. */
  private static boolean contains(List<JsonNode> values, JsonNode value) {
    return values.stream().anyMatch(each -> each.toString().equals(value.toString()));
  }
}
