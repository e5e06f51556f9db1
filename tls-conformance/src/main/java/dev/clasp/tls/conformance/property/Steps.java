package dev.clasp.tls.conformance.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.crypto.Bytes;
import java.util.List;

/** Steps of a conversation file, from JSON with single quotes. */
final class Steps {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private Steps() {}

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode use(String definition) {
    return json("{'use': '%s'}".formatted(definition));
  }

  /**
   * A use with parameters set.
   *
   * @param with the members of an object
   */
  static ObjectNode use(String definition, String with) {
    return json("{'use': '%s', 'with': {%s}}".formatted(definition, with));
  }

  static ObjectNode node(String name) {
    return json("{'node': '%s'}".formatted(name));
  }

  /**
   * A node with arguments.
   *
   * @param args the members of an object
   */
  static ObjectNode node(String name, String args) {
    return json("{'node': '%s', 'args': {%s}}".formatted(name, args));
  }

  /**
   * A node with one modifier.
   *
   * @param modifier its name
   * @param fields the members of an object
   */
  static ObjectNode changed(ObjectNode node, String modifier, String fields) {
    ObjectNode changed = node.deepCopy();
    String separator = fields.isEmpty() ? "" : ", ";
    changed
        .withArray("modifiers")
        .add(json("{'fn': '%s'%s%s}".formatted(modifier, separator, fields)));
    return changed;
  }

  /** Waits for one message; {@code branches} are JSON. */
  static ObjectNode any(String... branches) {
    return json("{'any': [%s]}".formatted(String.join(", ", branches)));
  }

  /** A ClientHello with these extensions, each a JSON value. */
  static ObjectNode clientHello(List<String> extensions) {
    return clientHello("'ciphers': '$ciphers'", extensions);
  }

  static ObjectNode clientHello(String args, List<String> extensions) {
    return node(
        "ClientHelloGenerator",
        "%s, 'extensions': [%s]".formatted(args, String.join(", ", extensions)));
  }

  /** The size of the records that follow. */
  static ObjectNode recordSize(int size) {
    return node("SetMaxRecordSize", "'max_size': " + size);
  }

  static ObjectNode recordSize() {
    return node("SetMaxRecordSize");
  }

  /** Octets added to each protected record that follows. */
  static ObjectNode padding(int octets) {
    return octets == 0
        ? node("SetPaddingCallback")
        : node(
            "SetPaddingCallback",
            "'cb': {'$call': 'add_fixed_padding_cb', 'size': %d}".formatted(octets));
  }

  static String hex(byte[] octets) {
    return "{'$hex': '%s'}".formatted(Bytes.copyOf(octets).toHex());
  }

  static String codePoint(int value) {
    return "'0x%04x'".formatted(value);
  }

  /** A handshake message of any type and body in one record. */
  static ObjectNode handshakeMessage(int type, byte[] body) {
    return node(
        "RawMessageGenerator", "'content_type': 'handshake', 'data': " + message(type, body));
  }

  /** The same, whatever the keys. */
  static ObjectNode plainHandshakeMessage(int type, byte[] body) {
    return node(
        "PlaintextMessageGenerator", "'content_type': 'handshake', 'data': " + message(type, body));
  }

  private static String message(int type, byte[] body) {
    return "{'$hex': '%02x%06x%s'}".formatted(type, body.length, Bytes.copyOf(body).toHex());
  }
}
