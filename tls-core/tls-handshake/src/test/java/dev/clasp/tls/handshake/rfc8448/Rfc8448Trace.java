package dev.clasp.tls.handshake.rfc8448;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.HandshakeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** One trace of vectors/rfc8448/traces.json, whose README describes the fields. */
public record Rfc8448Trace(JsonNode json) {
  /** A handshake message and who sent it. */
  public record Message(String sender, HandshakeType type, Bytes bytes) {
    @Override
    public String toString() {
      return sender + " " + type;
    }
  }

  /** All five, sections 3 to 7. */
  public static List<Rfc8448Trace> all() {
    List<Rfc8448Trace> traces = new ArrayList<>();
    try (InputStream in = Rfc8448Trace.class.getResourceAsStream("/vectors/rfc8448/traces.json")) {
      JsonNode file = new ObjectMapper().readTree(Objects.requireNonNull(in, "no traces.json"));
      file.required("traces").forEach(trace -> traces.add(new Rfc8448Trace(trace)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(5, traces.size(), "a trace went missing");
    return traces;
  }

  public static Rfc8448Trace ofSection(String section) {
    return all().stream()
        .filter(trace -> trace.section().equals(section))
        .findFirst()
        .orElseThrow();
  }

  public String section() {
    return json.required("section").asText();
  }

  public Optional<Bytes> psk() {
    return Optional.ofNullable(json.get("psk")).map(psk -> Bytes.fromHex(psk.asText()));
  }

  /** The records that hold handshake messages, as their content before protection. */
  public List<Bytes> handshakePayloads() {
    List<Bytes> payloads = new ArrayList<>();
    for (JsonNode record : json.required("records")) {
      if (record.required("type").asText().equals("handshake")) {
        payloads.add(Bytes.fromHex(record.required("payload").asText()));
      }
    }
    return payloads;
  }

  /** In the order they were sent. */
  public List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (JsonNode record : json.required("records")) {
      for (JsonNode message : record.path("messages")) {
        messages.add(
            new Message(
                record.required("sender").asText(),
                HandshakeType.valueOf(message.required("type").asText().toUpperCase(Locale.ROOT)),
                Bytes.fromHex(message.required("bytes").asText())));
      }
    }
    return messages;
  }

  /** The first message of this type. */
  public Bytes message(HandshakeType type) {
    return messages().stream()
        .filter(message -> message.type() == type)
        .findFirst()
        .orElseThrow()
        .bytes();
  }

  /** A field of an entry of the key schedule. */
  public Bytes value(String name, String field) {
    for (JsonNode entry : json.required("key_schedule")) {
      if (entry.required("name").asText().equals(name)) {
        return Bytes.fromHex(entry.required(field).asText());
      }
    }
    throw new IllegalArgumentException(this + ": no " + name);
  }

  /** The names in the key schedule. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    json.required("key_schedule").forEach(entry -> names.add(entry.required("name").asText()));
    return names;
  }

  @Override
  public String toString() {
    return "RFC 8448 §%s %s".formatted(section(), json.required("title").asText());
  }
}
