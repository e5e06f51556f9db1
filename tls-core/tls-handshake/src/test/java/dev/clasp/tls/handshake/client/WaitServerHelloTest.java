package dev.clasp.tls.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WAIT_SH: each rule for a ServerHello, in the order of RFC 9846 §4.2.3 and §4.3. */
class WaitServerHelloTest {
  private static final Rfc SERVER_HELLO = Rfc.rfc9846("4.2.3");

  @Test
  @DisplayName("RFC 9846 §A.1: both directions move to the handshake keys")
  void rekeys() throws TlsException {
    Loopback loopback = Loopback.of(TestConfigs.client(), TestConfigs.server());
    loopback.server().receive(loopback.client().outbox().remove());

    loopback.client().receive(loopback.server().outbox().remove());

    Epoch13 read = (Epoch13) loopback.client().readEpoch().orElseThrow();
    Epoch13 write = (Epoch13) loopback.client().writeEpoch().orElseThrow();
    assertEquals(Epoch13.Kind.HANDSHAKE, read.kind());
    assertEquals(Epoch13.Kind.HANDSHAKE, write.kind());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: a version that was not offered")
  void versionNotOffered() {
    fails(
        hello -> Hellos.with(hello, new SupportedVersionsServer(new ProtocolVersion(0x0305))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: a version prior to TLS 1.3")
  void versionBeforeTls13() {
    fails(
        hello -> Hellos.with(hello, new SupportedVersionsServer(ProtocolVersion.TLS12)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.1"));
  }

  @Test
  @DisplayName("RFC 9846 §E.1: an older version, which we do not support")
  void noSupportedVersions() {
    Loopback.of(TestConfigs.client().versions(List.of(ProtocolVersion.TLS13)), TestConfigs.server())
        .toClient(ServerHello.class, WaitServerHelloTest::tls12)
        .clientFails(AlertDescription.PROTOCOL_VERSION, Rfc.rfc9846("E.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: the mark of a downgrade to TLS 1.2")
  void downgradeToTls12() {
    fails(
        hello -> Hellos.random(tls12(hello), hello.random().withDowngradeToTls12()),
        AlertDescription.ILLEGAL_PARAMETER,
        SERVER_HELLO);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: the mark of a downgrade to TLS 1.1 or below")
  void downgradeToTls11() {
    Bytes mark = Bytes.fromHex("444f574e47524400");
    fails(
        hello ->
            Hellos.version(
                Hellos.random(
                    tls12(hello), new Random(hello.random().bytes().first(24).plus(mark))),
                ProtocolVersion.TLS11),
        AlertDescription.ILLEGAL_PARAMETER,
        SERVER_HELLO);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: the mark means nothing in TLS 1.3")
  void theMarkInTls13IsChance() {
    // The changed random breaks the keys, so only that the ServerHello is taken can be seen.
    Loopback loopback =
        Loopback.of(TestConfigs.client(), TestConfigs.server())
            .toClient(
                ServerHello.class,
                hello -> Hellos.random(hello, hello.random().withDowngradeToTls12()));

    assertTakesServerHello(loopback);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: legacy_version is not 0x0303")
  void legacyVersion() {
    for (ProtocolVersion version : List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS11)) {
      fails(
          hello -> Hellos.version(hello, version), AlertDescription.PROTOCOL_VERSION, SERVER_HELLO);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: legacy_session_id_echo is another")
  void sessionIdEcho() {
    for (Bytes other : List.of(Bytes.empty(), Bytes.of(1, 2, 3))) {
      fails(
          hello -> Hellos.sessionId(hello, other),
          AlertDescription.ILLEGAL_PARAMETER,
          SERVER_HELLO);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: a cipher suite that was not offered")
  void suiteNotOffered() {
    for (int suite : new int[] {0x1305, 0xC02F, 0x0000}) {
      fails(
          hello -> Hellos.suite(hello, new CipherSuite(suite)),
          AlertDescription.ILLEGAL_PARAMETER,
          SERVER_HELLO);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: legacy_compression_method is not 0")
  void compression() {
    fails(hello -> Hellos.compression(hello, 1), AlertDescription.ILLEGAL_PARAMETER, SERVER_HELLO);
  }

  @Test
  @DisplayName("RFC 9846 §4.3: an extension that was not offered")
  void extensionNotOffered() {
    fails(
        hello -> Hellos.with(hello, new PreSharedKeyServerHello(0)),
        AlertDescription.UNSUPPORTED_EXTENSION,
        Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3: an extension nobody knows")
  void unknownExtension() {
    fails(
        hello -> Hellos.with(hello, new UnknownExtension(new ExtensionType(0xABCD), Bytes.empty())),
        AlertDescription.UNSUPPORTED_EXTENSION,
        Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 9846 §9.2: neither key_share nor pre_shared_key")
  void noKeyShare() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.KEY_SHARE),
        AlertDescription.MISSING_EXTENSION,
        Rfc.rfc9846("9.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: a share of a group we sent none for")
  void shareOfAnotherGroup() {
    fails(
        hello -> Hellos.with(hello, share(NamedGroup.SECP256R1, Bytes.of(4))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.8"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8.2: a share that is no point, or too short, or all zero")
  void invalidShare() {
    for (int length : new int[] {1, 31, 32, 33}) {
      fails(
          hello -> Hellos.with(hello, share(NamedGroup.X25519, Bytes.copyOf(new byte[length]))),
          AlertDescription.ILLEGAL_PARAMETER,
          Rfc.rfc9846("4.3.8.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §5.1: more data behind the ServerHello in its record")
  void recordBoundary() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .framesToClient(
            frame ->
                frame.type() == HandshakeType.SERVER_HELLO
                    ? new HandshakeFrame(frame.type(), frame.body(), frame.raw(), false)
                    : frame)
        .clientFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: another cipher suite than in the HelloRetryRequest")
  void anotherSuiteAfterARetry() {
    Loopback.of(TestConfigs.client().keyShares(List.of()), TestConfigs.server())
        .toClient(
            ServerHello.class,
            Hellos.butNotTheRetry(
                hello -> Hellos.suite(hello, CipherSuite.TLS_CHACHA20_POLY1305_SHA256)))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.2.4"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: another group than in the HelloRetryRequest")
  void anotherGroupAfterARetry() {
    Loopback.of(TestConfigs.client(), TestConfigs.server().groups(List.of(NamedGroup.SECP256R1)))
        .toClient(
            ServerHello.class,
            Hellos.butNotTheRetry(
                hello -> Hellos.with(hello, share(NamedGroup.X25519, Bytes.copyOf(new byte[32])))))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.3.8"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: a second HelloRetryRequest")
  void secondRetry() {
    Loopback.of(TestConfigs.client().keyShares(List.of()), TestConfigs.server())
        .toClient(
            ServerHello.class,
            Hellos.butNotTheRetry(
                hello ->
                    Hellos.with(
                        Hellos.random(hello, Random.HELLO_RETRY_REQUEST),
                        new KeyShareHelloRetryRequest(NamedGroup.SECP256R1))))
        .clientFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("4.2.4"));
  }

  @Test
  @DisplayName("RFC 9846 §E.4: one change_cipher_spec in compatibility mode, none without")
  void compatibilityMode() {
    assertEquals(1, changeCipherSpecs(true, List.of(NamedGroup.X25519)));
    assertEquals(1, changeCipherSpecs(true, List.of()));
    assertEquals(0, changeCipherSpecs(false, List.of(NamedGroup.X25519)));
    assertEquals(0, changeCipherSpecs(false, List.of()));
  }

  /** How many each side sends; both have to send the same number. */
  private static long changeCipherSpecs(boolean compatible, List<NamedGroup> shares) {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().middleboxCompatibility(compatible).keyShares(shares),
                TestConfigs.server())
            .connect();
    assertEquals(loopback.client().changeCipherSpecs(), loopback.server().changeCipherSpecs());
    return loopback.client().changeCipherSpecs();
  }

  @Test
  void takesEverySuiteThatWasOffered() {
    for (Suite13 suite : List.of(Suite13.TLS_AES_128_GCM_SHA256, Suite13.TLS_AES_256_GCM_SHA384)) {
      assertTakesServerHello(
          Loopback.of(TestConfigs.client(), TestConfigs.server().suites(List.of(suite))));
    }
  }

  private static void assertTakesServerHello(Loopback loopback) {
    try {
      loopback.server().receive(loopback.client().outbox().remove());
      loopback.client().receive(loopback.server().outbox().remove());
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
    assertTrue(
        loopback.client().receiving().expects().contains(HandshakeType.ENCRYPTED_EXTENSIONS));
  }

  private static void fails(UnaryOperator<ServerHello> edit, AlertDescription alert, Rfc clause) {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(ServerHello.class, edit)
        .clientFails(alert, clause);
  }

  private static ServerHello tls12(ServerHello hello) {
    return Hellos.without(
        Hellos.without(hello, ExtensionType.SUPPORTED_VERSIONS), ExtensionType.KEY_SHARE);
  }

  private static KeyShareServerHello share(NamedGroup group, Bytes keyExchange) {
    return new KeyShareServerHello(new KeyShareEntry(group, keyExchange));
  }
}
