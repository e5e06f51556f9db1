package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition of a matrix: comparisons of axes with axes or literals, joined by {@code and}.
 *
 * <p>{@code "$group != $offered and $cipher == 'TLS_AES_128_GCM_SHA256'"}.
 */
final class Where {
  private static final Pattern COMPARISON =
      Pattern.compile("(\\$[A-Za-z]\\w*)\\s*(==|!=)\\s*(\\$[A-Za-z]\\w*|'[^']*'|-?\\d+)");

  private record Comparison(String axis, boolean equal, String operand) {
    boolean holds(Map<String, JsonNode> cell) {
      String left = text(cell, axis);
      String right = operand.startsWith("$") ? text(cell, operand) : operand.replace("'", "");
      return left.equals(right) == equal;
    }

    private static String text(Map<String, JsonNode> cell, String name) {
      JsonNode value = cell.get(name.substring(1));
      return value == null ? "" : value.asText();
    }
  }

  private final List<Comparison> comparisons;

  private Where(List<Comparison> comparisons) {
    this.comparisons = comparisons;
  }

  /** Reads a condition over the given axes. */
  static Where parse(String text, List<String> axes, Location location) throws FormatException {
    List<Comparison> comparisons = new ArrayList<>();
    for (String part : text.split("\\s+and\\s+")) {
      Matcher matcher = COMPARISON.matcher(part.strip());
      if (!matcher.matches()) {
        throw new FormatException(
            location,
            "where: found \"%s\", expected $axis == value or $axis != value".formatted(part));
      }
      for (String operand : List.of(matcher.group(1), matcher.group(3))) {
        if (operand.startsWith("$") && !axes.contains(operand.substring(1))) {
          throw new FormatException(
              location, "where: %s is no axis, expected one of %s".formatted(operand, axes));
        }
      }
      comparisons.add(
          new Comparison(matcher.group(1), matcher.group(2).equals("=="), matcher.group(3)));
    }
    return new Where(comparisons);
  }

  boolean holds(Map<String, JsonNode> cell) {
    return comparisons.stream().allMatch(comparison -> comparison.holds(cell));
  }
}
