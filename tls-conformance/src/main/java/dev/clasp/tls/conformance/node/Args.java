package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The arguments of a node or modifier, names replaced; octets are evaluated when the node runs.
 *
 * @param where for errors: the node's place and the path of its arguments
 */
record Args(ObjectNode json, Location where) {
  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(json.get(name));
  }

  OptionalInt number(String name, Registry registry) throws FormatException {
    JsonNode value = json.get(name);
    return value == null
        ? OptionalInt.empty()
        : OptionalInt.of(number(value, registry, where, name));
  }

  OptionalInt number(String name) throws FormatException {
    return number(name, Registry.NUMBERS);
  }

  int required(String name) throws FormatException {
    return number(name).orElseThrow(() -> mistake(name, "is missing"));
  }

  /** One value, or each of a list; empty when absent. */
  List<Integer> numbers(String name, Registry registry) throws FormatException {
    JsonNode value = json.get(name);
    if (value == null) {
      return List.of();
    }
    List<Integer> numbers = new ArrayList<>();
    if (!value.isArray()) {
      numbers.add(number(value, registry, where, name));
    }
    for (JsonNode element : value) {
      numbers.add(number(element, registry, where, name));
    }
    return numbers;
  }

  /** Octets, if there are any; checked for their form now. */
  Optional<ByteValue> bytes(String name) throws FormatException {
    JsonNode value = json.get(name);
    return value == null
        ? Optional.empty()
        : Optional.of(ByteValue.parse(value, new Location(where.file(), where.line(), path(name))));
  }

  /** Octets, each of a list; empty when absent. */
  List<ByteValue> byteList(String name) throws FormatException {
    List<ByteValue> values = new ArrayList<>();
    for (JsonNode element : json.path(name)) {
      values.add(ByteValue.parse(element, new Location(where.file(), where.line(), path(name))));
    }
    return values;
  }

  ByteValue requiredBytes(String name) throws FormatException {
    return bytes(name).orElseThrow(() -> mistake(name, "is missing"));
  }

  /** The name inside {@code {"$ref": …}}, {@code {"$cert": …}} and the like. */
  Optional<String> reference(String name, String kind) {
    return find(name).map(value -> value.path(kind).asText());
  }

  FormatException mistake(String name, String what) {
    return new FormatException(new Location(where.file(), where.line(), path(name)), what);
  }

  private String path(String name) {
    return where.path() + "." + name;
  }

  /** A number, a number in hexadecimal, or a name of the registry. */
  static int number(JsonNode value, Registry registry, Location where, String name)
      throws FormatException {
    if (value.isInt()) {
      return value.asInt();
    }
    String text = value.asText();
    if (text.matches("0x[0-9a-fA-F]{1,7}")) {
      return Integer.parseInt(text.substring(2), 16);
    }
    return registry
        .find(text)
        .orElseThrow(
            () ->
                new FormatException(
                    new Location(where.file(), where.line(), where.path() + "." + name),
                    "unknown %s %s".formatted(registry.kind(), value)));
  }
}
