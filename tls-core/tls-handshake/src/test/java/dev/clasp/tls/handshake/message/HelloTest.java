package dev.clasp.tls.handshake.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PskIdentity;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hellos: bounds, the optional block of extensions, and which ServerHello is which. */
class HelloTest {
  private static final String RANDOM = "00".repeat(32);
  private static final Extension VERSION = new SupportedVersionsServer(ProtocolVersion.TLS13);
  private static final Extension RENEGOTIATION = new RenegotiationInfo(Bytes.empty());

  @Test
  @DisplayName("a ClientHello may end behind compression_methods (RFC 5246 §7.4.1.2)")
  void clientHelloWithoutExtensions() throws DecodeException {
    Bytes bytes = Bytes.fromHex("0303" + RANDOM + "00 0002 002f 01 00");

    ClientHello hello = ClientHello.decode(WireReader.of("ClientHello", bytes));

    assertEquals(Extensions.ABSENT, hello.extensions());
    assertEquals(bytes, hello.encoded());
  }

  @Test
  @DisplayName("a ServerHello may end behind compression_method (RFC 5246 §7.4.1.3)")
  void serverHelloWithoutExtensions() throws DecodeException {
    Bytes bytes = Bytes.fromHex("0303" + RANDOM + "00 002f 00");

    ServerHello hello = ServerHello.decode(WireReader.of("ServerHello", bytes));

    assertEquals(Extensions.ABSENT, hello.extensions());
    assertEquals(MessageContext.SERVER_HELLO_12, hello.messageContext());
    assertEquals(bytes, hello.encoded());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "legacy_session_id          | 21 000000000000000000000000000000000000000000000000000000000000000000 0002 1301 01 00",
        "cipher_suites              | 00 0000 01 00",
        "cipher_suites.cipher_suite | 00 0003 130113 01 00",
        "legacy_compression_methods | 00 0002 1301 00"
      })
  @DisplayName("the bounds of the struct (RFC 9846 §4.2.2)")
  void clientHelloOutsideItsBounds(String field, String behindRandom) {
    Bytes bytes = Bytes.fromHex("0303" + RANDOM + behindRandom);

    DecodeException e =
        assertThrows(
            DecodeException.class, () -> ClientHello.decode(WireReader.of("ClientHello", bytes)));

    assertEquals("ClientHello." + field, e.field());
    assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
  }

  @Test
  @DisplayName("the random tells a HelloRetryRequest (RFC 9846 §4.2.3)")
  void whichServerHelloItIs() {
    ServerHello retry = serverHello(Random.HELLO_RETRY_REQUEST, VERSION);
    ServerHello tls13 = serverHello(new Random(Bytes.fromHex(RANDOM)), VERSION);
    ServerHello tls12 = serverHello(new Random(Bytes.fromHex(RANDOM)), RENEGOTIATION);

    assertTrue(retry.isHelloRetryRequest());
    assertFalse(tls13.isHelloRetryRequest());
    assertEquals(MessageContext.HELLO_RETRY_REQUEST, retry.messageContext());
    assertEquals(MessageContext.SERVER_HELLO, tls13.messageContext());
    assertEquals(MessageContext.SERVER_HELLO_12, tls12.messageContext());
  }

  @Test
  @DisplayName("renegotiation_info answers in TLS 1.2 and has no place in TLS 1.3 (RFC 9846 §4.3)")
  void supportedVersionsDecidesTheTable() throws DecodeException {
    Random random = new Random(Bytes.fromHex(RANDOM));
    ServerHello tls12 = serverHello(random, RENEGOTIATION);
    ServerHello tls13 = serverHello(random, RENEGOTIATION, VERSION);

    assertEquals(tls12, ServerHello.decode(WireReader.of("ServerHello", tls12.encoded())));
    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> ServerHello.decode(WireReader.of("ServerHello", tls13.encoded())));
    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3")), e.clause());
    assertEquals("ServerHello.extensions.renegotiation_info", e.field());
  }

  @Test
  void theShapeOfAKeyShareDependsOnTheMessage() {
    Extension group = new UnknownExtension(ExtensionType.KEY_SHARE, Bytes.fromHex("001d"));
    ServerHello retry = serverHello(Random.HELLO_RETRY_REQUEST, VERSION, group);
    ServerHello tls13 = serverHello(new Random(Bytes.fromHex(RANDOM)), VERSION, group);

    assertThrows(
        DecodeException.class,
        () -> ServerHello.decode(WireReader.of("ServerHello", tls13.encoded())));
    assertFalse(retry.extensions().find(KeyShareServerHello.class).isPresent());
  }

  @Test
  @DisplayName("the binders sign everything in front of them (RFC 9846 §4.3.11.2)")
  void withoutBindersCutsBindersAndTheirLength() {
    PreSharedKeyClientHello psk =
        new PreSharedKeyClientHello(
            List.of(new PskIdentity(Bytes.of(1), 0)),
            List.of(Bytes.fromHex("ee".repeat(32)), Bytes.fromHex("ee".repeat(48))));
    ClientHello hello = clientHello(Extensions.of(psk));

    Bytes truncated = hello.withoutBinders(hello.framed());

    assertEquals(
        hello.framed(),
        truncated.plus(Bytes.fromHex("0052 20" + "ee".repeat(32) + "30" + "ee".repeat(48))));
  }

  @Test
  void withoutBindersNeedsAPreSharedKey() {
    ClientHello hello = clientHello(Extensions.EMPTY);

    assertThrows(IllegalStateException.class, () -> hello.withoutBinders(hello.framed()));
  }

  @Test
  @DisplayName("any other value of request_update: illegal_parameter (RFC 9846 §4.7.3)")
  void keyUpdateOfAnotherValue() {
    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> KeyUpdate.decode(WireReader.of("KeyUpdate", new KeyUpdate(2).encoded())));

    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.7.3")), e.clause());
  }

  private static ServerHello serverHello(Random random, Extension... extensions) {
    return new ServerHello(
        ProtocolVersion.TLS12,
        random,
        SessionId.EMPTY,
        CipherSuite.TLS_AES_128_GCM_SHA256,
        0,
        Extensions.of(extensions));
  }

  private static ClientHello clientHello(Extensions extensions) {
    return new ClientHello(
        ProtocolVersion.TLS12,
        new Random(Bytes.fromHex(RANDOM)),
        SessionId.EMPTY,
        List.of(CipherSuite.TLS_AES_128_GCM_SHA256),
        ClientHello.NULL_COMPRESSION,
        extensions);
  }
}
