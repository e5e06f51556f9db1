package dev.clasp.tls.conformance.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Suite12;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code vectors/tls12}; its README describes the fields. */
final class Tls12Files {
  static final String KEY_DERIVATION = "vectors/tls12/key-derivation.json";

  private static final String FOLDER = "vectors/tls12";
  private static final String HANDSHAKE = "clasp-tls12-handshake-1";

  private Tls12Files() {}

  /** Every handshake, by name of the file. */
  static List<RecordedHandshake> handshakes() {
    List<RecordedHandshake> handshakes = new ArrayList<>();
    for (String file : Vectors.list(FOLDER)) {
      if (!file.equals(KEY_DERIVATION)) {
        handshakes.add(handshake(file, json(file, HANDSHAKE)));
      }
    }
    return handshakes;
  }

  /** A file of the project with this format. */
  static JsonNode json(String file, String format) {
    try {
      JsonNode root = new ObjectMapper().readTree(Vectors.read(file));
      String found = root.required("format").asText();
      if (!found.equals(format)) {
        throw new IllegalStateException(
            "%s: format %s, expected %s".formatted(file, found, format));
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " is part of the project and yet no JSON", e);
    }
  }

  static Bytes hex(JsonNode node, String field) {
    return Bytes.fromHex(node.required(field).asText());
  }

  private static RecordedHandshake handshake(String file, JsonNode node) {
    Map<String, Bytes> keyBlock = new HashMap<>();
    JsonNode keys = node.required("key_block");
    keys.fieldNames().forEachRemaining(name -> keyBlock.put(name, hex(keys, name)));
    List<SentRecord> records = new ArrayList<>();
    for (JsonNode record : node.required("records")) {
      records.add(
          new SentRecord(sender(record.required("sender").asText()), hex(record, "record")));
    }
    return new RecordedHandshake(
        file.substring(FOLDER.length() + 1).replace(".json", ""),
        Suite12.valueOf(node.required("suite").asText()),
        node.required("extended_main_secret").asBoolean(),
        node.required("encrypt_then_mac").asBoolean(),
        node.path("resumed").asBoolean(false),
        optional(node, "psk"),
        optional(node, "server_rsa_private_key"),
        bySender(node.path("x25519"), "_private_key"),
        optional(node, "premaster"),
        hex(node, "main_secret"),
        keyBlock,
        bySender(node.required("application_data"), ""),
        records);
  }

  private static Map<Sender, Bytes> bySender(JsonNode node, String suffix) {
    Map<Sender, Bytes> values = new EnumMap<>(Sender.class);
    for (Sender sender : Sender.values()) {
      if (node.has(sender + suffix)) {
        values.put(sender, hex(node, sender + suffix));
      }
    }
    return values;
  }

  private static Optional<Bytes> optional(JsonNode node, String field) {
    return node.has(field) ? Optional.of(hex(node, field)) : Optional.empty();
  }

  private static Sender sender(String name) {
    return Sender.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
