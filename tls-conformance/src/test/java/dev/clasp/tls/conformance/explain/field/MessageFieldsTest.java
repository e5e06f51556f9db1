package dev.clasp.tls.conformance.explain.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every byte of the messages of RFC 8448 has a name, a value in words, and a clause. */
class MessageFieldsTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "client_hello", "ClientHello",
          "server_hello", "ServerHello",
          "encrypted_extensions", "EncryptedExtensions",
          "certificate_request", "CertificateRequest",
          "certificate", "Certificate",
          "certificate_verify", "CertificateVerify",
          "finished", "Finished",
          "new_session_ticket", "NewSessionTicket",
          "end_of_early_data", "EndOfEarlyData");

  /** A message of a trace. */
  record Recorded(String trace, String type, Bytes framed) {
    @Override
    public String toString() {
      return trace + " " + type;
    }
  }

  static List<Recorded> recorded() throws IOException {
    List<Recorded> messages = new ArrayList<>();
    try (InputStream in =
        MessageFieldsTest.class.getResourceAsStream("/vectors/rfc8448/traces.json")) {
      for (JsonNode trace :
          new ObjectMapper().readTree(Objects.requireNonNull(in)).path("traces")) {
        for (JsonNode record : trace.path("records")) {
          for (JsonNode message : record.path("messages")) {
            messages.add(
                new Recorded(
                    "§" + trace.path("section").asText(),
                    message.path("type").asText(),
                    Bytes.fromHex(message.path("bytes").asText())));
          }
        }
      }
    }
    assertEquals(40, messages.size(), "a message of the traces went missing");
    return messages;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void coversEveryByteOnce(Recorded recorded) throws TlsException {
    List<Field> fields = fields(recorded);

    Bytes joined = Bytes.concat(fields.stream().map(Field::bytes).toList());
    assertEquals(recorded.framed(), joined);
    int at = 0;
    for (Field field : fields) {
      assertEquals(at, field.offset(), field.path());
      at += field.bytes().size();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void namesEveryFieldWithItsClauseAndMeaning(Recorded recorded) throws TlsException {
    for (Field field : fields(recorded)) {
      assertTrue(Guide.tls13().knows(field.path()), () -> "not in the guide: " + field.path());
      assertTrue(field.clause().matches("RFC \\d{4} §[0-9A-Z.]+"), field::clause);
      assertFalse(field.words().isEmpty(), field::path);
      assertFalse(field.path().endsWith("body"), field::path);
    }
  }

  @Test
  void putsValuesIntoWords() throws Exception {
    Map<String, String> words =
        fields(recorded().get(1)).stream()
            .collect(Collectors.toMap(Field::path, Field::words, (first, second) -> first));

    assertEquals("server_hello (2)", words.get("ServerHello.msg_type"));
    assertEquals("86 bytes follow", words.get("ServerHello.length"));
    assertEquals("TLSv1.2", words.get("ServerHello.legacy_version"));
    assertEquals("TLS_AES_128_GCM_SHA256", words.get("ServerHello.cipher_suite"));
    assertEquals("x25519", words.get("ServerHello.extensions.key_share.group"));
    assertEquals("32 bytes", words.get("ServerHello.extensions.key_share.key_exchange"));
    assertEquals(
        "TLSv1.3", words.get("ServerHello.extensions.supported_versions.selected_version"));
  }

  @Test
  void showsAMessageThatDoesNotDecodeAsOneBody() {
    Bytes framed = Bytes.fromHex("02 000003 030303");

    List<Field> fields = MessageFields.of("ServerHello", framed, Optional.empty(), Guide.tls13());

    assertEquals(
        List.of("ServerHello.msg_type", "ServerHello.length", "ServerHello.body"),
        fields.stream().map(Field::path).toList());
  }

  /** A body that encodes otherwise than it came must not lend its names to other bytes. */
  @Test
  void trustsNoEncodingButTheOneReceived() {
    Bytes framed = Bytes.fromHex("18 000001 01");

    List<Field> fields =
        MessageFields.of(
            "KeyUpdate", framed, Optional.of(out -> out.uint8("request_update", 0)), Guide.tls13());

    assertEquals("KeyUpdate.body", fields.get(2).path());
  }

  private static List<Field> fields(Recorded recorded) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(recorded.framed());
    HandshakeMessage message = HandshakeCodecs.TLS13.decode(deframer.poll().orElseThrow());
    boolean retry = message instanceof ServerHello hello && hello.isHelloRetryRequest();
    return MessageFields.of(
        retry
            ? "HelloRetryRequest"
            : Objects.requireNonNull(NAMES.get(recorded.type()), recorded.type()),
        recorded.framed(),
        Optional.of(message),
        Guide.tls13());
  }
}
