package dev.clasp.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The records of RFC 8448 under its traffic secrets: each opens to its payload, and each payload
 * seals to its record.
 */
class Rfc8448RecordsTest {
  private static final Map<String, Epoch13.Kind> KINDS =
      Map.of(
          "early", Epoch13.Kind.EARLY_DATA,
          "handshake", Epoch13.Kind.HANDSHAKE,
          "application", Epoch13.Kind.APPLICATION);

  /** The records of one sender in one trace, in order. */
  private record Stream(JsonNode trace, String sender) {
    List<JsonNode> records() {
      List<JsonNode> records = new ArrayList<>();
      for (JsonNode record : trace.required("records")) {
        if (record.required("sender").asText().equals(sender)) {
          records.add(record);
        }
      }
      return records;
    }

    Epoch13 epoch(String protection) {
      for (JsonNode entry : trace.required("key_schedule")) {
        if (entry.required("name").asText().equals(sender + " " + protection + " keys")) {
          Secret secret = Secret.copyOf(hex(entry, "prk"));
          return new Epoch13(
              Objects.requireNonNull(KINDS.get(protection)),
              Suite13.valueOf(trace.required("suite").asText()),
              secret);
        }
      }
      throw new IllegalArgumentException(this + ": no keys for " + protection);
    }

    @Override
    public String toString() {
      return "RFC 8448 §%s %s".formatted(trace.required("section").asText(), sender);
    }
  }

  static List<Arguments> streams() throws IOException {
    List<Arguments> streams = new ArrayList<>();
    int records = 0;
    try (InputStream in =
        Rfc8448RecordsTest.class.getResourceAsStream("/vectors/rfc8448/traces.json")) {
      for (JsonNode trace : new ObjectMapper().readTree(in).required("traces")) {
        streams.add(Arguments.of(new Stream(trace, "client")));
        streams.add(Arguments.of(new Stream(trace, "server")));
        records += trace.required("records").size();
      }
    }
    assertEquals(10, streams.size(), "a trace went missing");
    assertEquals(41, records, "a record went missing");
    return streams;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void eachRecordOpensToItsPayload(Stream stream) throws TlsException {
    ReadHalf half = new ReadHalf(Records.CRYPTO);
    String protection = "none";
    for (JsonNode record : stream.records()) {
      if (changesKeys(record, protection)) {
        protection = text(record, "protection");
        half.changeKeys(stream.epoch(protection));
      }
      ByteBuffer wire = ByteBuffer.wrap(hex(record, "record").toArray());
      ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_RECORD);

      ReadOutcome outcome = half.open(wire, plaintext);

      assertEquals(0, wire.remaining());
      if (type(record) == ContentType.APPLICATION_DATA) {
        assertEquals(ReadOutcome.Plain.APPLICATION_DATA, outcome);
        assertEquals(hex(record, "payload"), Bytes.copyOf(plaintext.flip()));
      } else {
        boolean wasProtected = !text(record, "protection").equals("none");
        assertEquals(new Fragment(type(record), hex(record, "payload"), wasProtected), outcome);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void eachPayloadSealsToItsRecord(Stream stream) throws TlsException {
    WriteHalf half = new WriteHalf(Records.CRYPTO, PaddingPolicy.NONE);
    if (stream.sender().equals("client")) {
      half.legacyRecordVersion(RecordHeader.INITIAL_CLIENT_HELLO_VERSION);
    }
    String protection = "none";
    for (JsonNode record : stream.records()) {
      if (changesKeys(record, protection)) {
        protection = text(record, "protection");
        half.changeKeys(stream.epoch(protection));
      }

      ByteBuffer wire = Records.sealed(half, type(record), hex(record, "payload"));

      assertEquals(hex(record, "record"), Bytes.copyOf(wire));
      half.legacyRecordVersion(RecordHeader.VERSION);
    }
  }

  /** A change_cipher_spec among protected records stays unprotected and changes nothing. */
  private static boolean changesKeys(JsonNode record, String protection) {
    return type(record) != ContentType.CHANGE_CIPHER_SPEC
        && !text(record, "protection").equals(protection);
  }

  private static ContentType type(JsonNode record) {
    return ContentType.valueOf(text(record, "type").toUpperCase(Locale.ROOT));
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }

  private static Bytes hex(JsonNode node, String field) {
    return Bytes.fromHex(text(node, field));
  }
}
