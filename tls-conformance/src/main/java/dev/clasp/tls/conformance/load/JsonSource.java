package dev.clasp.tls.conformance.load;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.JsonNodeReader;
import com.networknt.schema.utils.JsonNodes;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import java.io.IOException;
import java.util.Optional;

/** A parsed JSON file whose nodes know the line they came from. */
public record JsonSource(String file, JsonNode root) {
  private static final JsonNodeReader READER = JsonNodeReader.builder().locationAware().build();

  public static JsonSource parse(String file, String text) throws FormatException {
    try {
      JsonNode root = READER.readTree(text, InputFormat.JSON);
      if (root == null || root.isMissingNode()) {
        throw new FormatException(new Location(file, 1, ""), "empty, expected a JSON object");
      }
      return new JsonSource(file, root);
    } catch (IOException e) {
      throw syntaxError(file, e);
    } catch (IllegalArgumentException e) {
      // The reader wraps what the parser says.
      throw syntaxError(file, e.getCause() == null ? e : e.getCause());
    }
  }

  /** Where {@code node} stands; {@code path} is for people. */
  public Location locate(JsonNode node, String path) {
    JsonLocation location = JsonNodes.tokenLocationOf(node);
    return new Location(file, location == null ? 1 : location.getLineNr(), path);
  }

  private static FormatException syntaxError(String file, Throwable cause) {
    int line =
        cause instanceof JsonProcessingException json
            ? Optional.ofNullable(json.getLocation()).map(JsonLocation::getLineNr).orElse(1)
            : 1;
    String what =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(cause.getMessage());
    return new FormatException(new Location(file, line, ""), "not JSON: " + what);
  }
}
