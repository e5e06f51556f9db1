package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of axis values.
 *
 * @param values by axis, in the order of the matrix; empty without a matrix
 */
public record Cell(Map<String, JsonNode> values) {
  /** Text of a value in a label is cut here. */
  private static final int SHOWN = 72;

  public static final Cell NONE = new Cell(Map.of());

  public Cell {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** {@code group=x25519,bad_type=7}; empty without axes. */
  public String label() {
    return values.entrySet().stream()
        .map(axis -> axis.getKey() + "=" + text(axis.getValue()))
        .collect(Collectors.joining(","));
  }

  /** The name with each {@code $axis} replaced. */
  public String fill(String name) {
    String filled = name;
    for (Map.Entry<String, JsonNode> axis : values.entrySet()) {
      filled = filled.replace("$" + axis.getKey(), text(axis.getValue()));
    }
    return filled;
  }

  private static String text(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString().replace("\"", "");
    // A cut text stays unique by its hash.
    return text.length() <= SHOWN
        ? text
        : "%s…%08x".formatted(text.substring(0, SHOWN - 10), text.hashCode());
  }
}
