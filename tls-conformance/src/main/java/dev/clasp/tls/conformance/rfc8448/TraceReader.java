package dev.clasp.tls.conformance.rfc8448;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads {@code vectors/rfc8448/traces.json}; its README describes the fields. */
final class TraceReader {
  private static final String FILE = "vectors/rfc8448/traces.json";
  private static final String FORMAT = "clasp-rfc8448-1";

  /** Fields of a derivation that are text and not hexadecimal. */
  private static final Set<String> TEXT = Set.of("name", "step", "label", "sender", "protection");

  private TraceReader() {}

  static List<Trace> readAll() {
    JsonNode file;
    try {
      file = new ObjectMapper().readTree(Vectors.read(FILE));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(FILE + " is part of the project and yet no JSON", e);
    }
    String format = text(file, "format");
    if (!format.equals(FORMAT)) {
      throw new IllegalStateException("%s: format %s, expected %s".formatted(FILE, format, FORMAT));
    }
    return list(file, "traces", TraceReader::trace);
  }

  private static Trace trace(JsonNode node) {
    return new Trace(
        text(node, "section"),
        text(node, "title"),
        Suite13.valueOf(text(node, "suite")),
        node.has("psk") ? Optional.of(hex(node, "psk")) : Optional.empty(),
        list(node, "key_pairs", TraceReader::keyPair),
        list(node, "records", TraceReader::record),
        list(node, "key_schedule", TraceReader::derivation));
  }

  private static Trace.KeyPair keyPair(JsonNode node) {
    return new Trace.KeyPair(
        Trace.Side.valueOf(upper(node, "owner")),
        NamedGroup.byName(text(node, "group")).orElseThrow(),
        hex(node, "private"),
        hex(node, "public"));
  }

  private static Trace.Record record(JsonNode node) {
    Trace.Side sender = Trace.Side.valueOf(upper(node, "sender"));
    return new Trace.Record(
        sender,
        ContentType.valueOf(upper(node, "type")),
        protection(text(node, "protection")),
        node.has("messages")
            ? list(node, "messages", message -> message(sender, message))
            : List.of(),
        hex(node, "payload"),
        hex(node, "record"));
  }

  private static Optional<Epoch13.Kind> protection(String name) {
    return switch (name) {
      case "none" -> Optional.empty();
      case "early" -> Optional.of(Epoch13.Kind.EARLY_DATA);
      case "handshake" -> Optional.of(Epoch13.Kind.HANDSHAKE);
      case "application" -> Optional.of(Epoch13.Kind.APPLICATION);
      default -> throw new IllegalStateException("%s: protection %s".formatted(FILE, name));
    };
  }

  private static Trace.Message message(Trace.Side sender, JsonNode node) {
    return new Trace.Message(
        sender, HandshakeType.valueOf(upper(node, "type")), hex(node, "bytes"));
  }

  private static Trace.Derivation derivation(JsonNode node) {
    Map<String, Bytes> values = new TreeMap<>();
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!TEXT.contains(field)) {
                values.put(field, hex(node, field));
              }
            });
    return new Trace.Derivation(
        text(node, "name"), text(node, "step"), node.path("label").asText(""), values);
  }

  private static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> element) {
    List<T> elements = new ArrayList<>();
    node.required(field).forEach(each -> elements.add(element.apply(each)));
    return elements;
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }

  private static String upper(JsonNode node, String field) {
    return text(node, field).toUpperCase(Locale.ROOT);
  }

  private static Bytes hex(JsonNode node, String field) {
    return Bytes.fromHex(text(node, field));
  }
}
