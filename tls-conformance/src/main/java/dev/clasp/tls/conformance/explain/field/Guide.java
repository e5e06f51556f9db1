package dev.clasp.tls.conformance.explain.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What messages and fields are for, in words for a newcomer, with the clause for an expert: the
 * content of {@code guide.json}.
 *
 * <p>The file has one table for messages and one for fields for each version, and a table of the
 * fields that both have. A field is found by its path; one of an extension's content also by its
 * path from the extension's name on.
 */
public final class Guide {
  private static final String RESOURCE = "guide.json";
  private static final Entry UNKNOWN =
      new Entry(
          "RFC 9846 §4.3",
          "Not known here; kept as it came, and the handshake goes on without it.");

  private static final Entry MISPLACED =
      new Entry("RFC 9846 §4", "A message that has no place here.");

  /** One line of the guide. */
  public record Entry(String clause, String text) {}

  private final Map<String, Entry> messages;
  private final Map<String, Entry> fields;

  private Guide(Map<String, Entry> messages, Map<String, Entry> fields) {
    this.messages = messages;
    this.fields = fields;
  }

  /** For the messages of TLS 1.3. */
  public static Guide tls13() {
    return load("tls13");
  }

  /** For the messages of TLS 1.2. */
  public static Guide tls12() {
    return load("tls12");
  }

  private static Guide load(String version) {
    try (InputStream in = Guide.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside its class");
      }
      JsonNode guide = new ObjectMapper().readTree(in);
      Map<String, Entry> fields = entries(guide.path("both").path("fields"));
      fields.putAll(entries(guide.path(version).path("fields")));
      Map<String, Entry> messages = entries(guide.path("both").path("messages"));
      messages.putAll(entries(guide.path(version).path("messages")));
      return new Guide(messages, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static Map<String, Entry> entries(JsonNode table) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    table
        .fields()
        .forEachRemaining(
            line ->
                entries.put(
                    line.getKey(),
                    new Entry(line.getValue().get(0).asText(), line.getValue().get(1).asText())));
    return entries;
  }

  /**
   * @param name such as {@code ServerHello}
   */
  public Entry message(String name) {
    return Optional.ofNullable(messages.get(name)).orElse(MISPLACED);
  }

  /** The entry of a field, by its whole path or the end of it that the guide has. */
  public Entry field(String path) {
    String plain = path.replaceAll("\\[\\d+]", "");
    return lookUps(plain).stream()
        .flatMap(key -> Optional.ofNullable(fields.get(key)).stream())
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** Whether the guide has the field; not so for unknown extensions. */
  public boolean knows(String path) {
    return field(path) != UNKNOWN;
  }

  /** The most specific first. */
  static List<String> lookUps(String path) {
    int extension = path.lastIndexOf(".extensions.");
    return extension < 0
        ? List.of(path, path.substring(path.indexOf('.') + 1))
        : List.of(path, path.substring(extension + ".extensions.".length()));
  }
}
