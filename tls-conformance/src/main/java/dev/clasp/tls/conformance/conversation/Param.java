package dev.clasp.tls.conformance.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A declared name and the values it can take.
 *
 * @param values explicit, or the integers of a range; empty where {@code from} or only {@code
 *     preset} is given
 * @param from a list among the target's capabilities, such as {@code groups.tls13}
 * @param exclude members of {@code values} or {@code from} to leave out
 * @param preset the value where the name is not an axis ({@code default} in the file)
 */
public record Param(
    String name,
    List<JsonNode> values,
    Optional<String> from,
    List<JsonNode> exclude,
    Optional<JsonNode> preset,
    Location location) {
  public Param {
    values = List.copyOf(values);
    exclude = List.copyOf(exclude);
  }
}
