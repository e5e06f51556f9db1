package dev.clasp.tls.handshake.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PskIdentity;
import dev.clasp.tls.handshake.extension.ServerName;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** START of the server: each rule for a ClientHello, in the order of the RFC. */
class WaitClientHelloTest {
  private static final Rfc NEGOTIATION = Rfc.rfc9846("4.2.1");
  private static final Rfc CLIENT_HELLO = Rfc.rfc9846("4.2.2");
  private static final Rfc KEY_SHARE = Rfc.rfc9846("4.3.8");
  private static final Rfc MANDATORY = Rfc.rfc9846("9.2");

  @Test
  @DisplayName("RFC 9846 §A.2: writes under application keys, reads under handshake keys")
  void rekeys() throws TlsException {
    Loopback loopback = Loopback.of(TestConfigs.client(), TestConfigs.server());

    loopback.server().receive(loopback.client().outbox().remove());

    Epoch13 read = (Epoch13) loopback.server().readEpoch().orElseThrow();
    Epoch13 write = (Epoch13) loopback.server().writeEpoch().orElseThrow();
    assertEquals(Epoch13.Kind.HANDSHAKE, read.kind());
    assertEquals(Epoch13.Kind.APPLICATION, write.kind());
  }

  @Test
  @DisplayName("RFC 9846 §E.2: no supported_versions, to a server of TLS 1.3 alone")
  void noSupportedVersions() {
    failsTls13Alone(
        hello -> Hellos.without(hello, ExtensionType.SUPPORTED_VERSIONS), Rfc.rfc9846("E.2"));
    failsTls13Alone(hello -> hello.withExtensions(Extensions.ABSENT), Rfc.rfc9846("E.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: supported_versions without TLS 1.3, to a server of it alone")
  void noCommonVersion() {
    failsTls13Alone(
        hello -> Hellos.with(hello, versions(ProtocolVersion.TLS12, new ProtocolVersion(0x0A0A))),
        Rfc.rfc9846("4.3.1"));
  }

  private static void failsTls13Alone(UnaryOperator<ClientHello> edit, Rfc clause) {
    Loopback.of(TestConfigs.client(), TestConfigs.server().versions(List.of(ProtocolVersion.TLS13)))
        .toServer(ClientHello.class, edit)
        .serverFails(AlertDescription.PROTOCOL_VERSION, clause);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: unknown versions are ignored")
  void unknownVersions() {
    takes(
        hello -> Hellos.with(hello, versions(new ProtocolVersion(0x7F1C), ProtocolVersion.TLS13)));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: legacy_version is not 0x0303")
  void legacyVersion() {
    for (ProtocolVersion version :
        List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS11, ProtocolVersion.SSL30)) {
      fails(
          hello -> Hellos.version(hello, version), AlertDescription.PROTOCOL_VERSION, CLIENT_HELLO);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: legacy_compression_methods is not one zero byte")
  void compression() {
    for (Bytes methods : List.of(Bytes.of(1), Bytes.of(0, 1), Bytes.of(1, 0), Bytes.of(0, 0))) {
      fails(
          hello -> Hellos.compression(hello, methods),
          AlertDescription.ILLEGAL_PARAMETER,
          CLIENT_HELLO);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: unknown suites are ignored, ours are taken in our order")
  void suites() {
    Loopback loopback =
        loopback(
            hello ->
                Hellos.suites(
                    hello,
                    List.of(
                        new CipherSuite(0x0A0A),
                        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_AES_256_GCM_SHA384)));
    sendClientHello(loopback);

    assertEquals(
        Suite13.TLS_AES_256_GCM_SHA384,
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().suite());
  }

  @Test
  @DisplayName("RFC 9846 §4.2.1: no suite in common")
  void noCommonSuite() {
    fails(
        hello -> Hellos.suites(hello, List.of(new CipherSuite(0x0A0A), new CipherSuite(0xC02F))),
        AlertDescription.HANDSHAKE_FAILURE,
        NEGOTIATION);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: unrecognized extensions are ignored")
  void unknownExtensions() {
    takes(
        hello ->
            Hellos.with(hello, new UnknownExtension(new ExtensionType(0x7A7A), Bytes.of(1, 2, 3))));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.1: no group in common")
  void noCommonGroup() {
    Loopback.of(
            TestConfigs.client().groups(List.of(NamedGroup.X25519)),
            TestConfigs.server().groups(List.of(NamedGroup.SECP256R1)))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, NEGOTIATION);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.7: a group twice in supported_groups")
  void groupTwice() {
    fails(
        hello ->
            Hellos.with(
                hello,
                new SupportedGroups(
                    List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.X25519))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.7"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: two shares of one group")
  void twoSharesOfAGroup() {
    fails(
        hello -> {
          KeyShareEntry share = shares(hello).get(0);
          return Hellos.with(hello, new KeyShareClientHello(List.of(share, share)));
        },
        AlertDescription.ILLEGAL_PARAMETER,
        KEY_SHARE);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: a share of a group that is not in supported_groups")
  void shareWithoutGroup() {
    fails(
        hello -> Hellos.with(hello, new SupportedGroups(List.of(NamedGroup.SECP256R1))),
        AlertDescription.ILLEGAL_PARAMETER,
        KEY_SHARE);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8.2: a share that is no point, or too short, or all zero")
  void invalidShare() {
    for (int length : new int[] {1, 31, 32, 33}) {
      fails(
          hello ->
              Hellos.with(
                  hello,
                  new KeyShareClientHello(
                      List.of(
                          new KeyShareEntry(NamedGroup.X25519, Bytes.copyOf(new byte[length]))))),
          AlertDescription.ILLEGAL_PARAMETER,
          Rfc.rfc9846("4.3.8.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: a group with a share wins over one we prefer")
  void prefersASharedGroup() {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().keyShares(List.of(NamedGroup.SECP384R1)),
                TestConfigs.server()
                    .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1)))
            .connect();

    assertEquals(
        Optional.of(NamedGroup.SECP384R1),
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
    assertEquals(Optional.empty(), loopback.server().event(HandshakeEvent.HelloRetried.class));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.9: pre_shared_key without psk_key_exchange_modes")
  void pskWithoutModes() {
    fails(
        hello ->
            Hellos.with(Hellos.without(hello, ExtensionType.PSK_KEY_EXCHANGE_MODES), psk(1, 1)),
        AlertDescription.MISSING_EXTENSION,
        Rfc.rfc9846("4.3.9"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.11: one binder for each identity")
  void bindersAndIdentities() {
    fails(
        hello -> Hellos.with(hello, psk(2, 1)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.11"));
    fails(
        hello -> Hellos.with(hello, psk(1, 2)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.11"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.11: pre_shared_key is not the last extension")
  void pskNotLast() {
    fails(
        hello -> {
          List<Extension> reversed =
              new ArrayList<>(Hellos.with(hello, psk(1, 1)).extensions().list());
          Collections.reverse(reversed);
          return hello.withExtensions(Extensions.of(reversed));
        },
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.11"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.11: unknown PSKs are ignored")
  void unknownPsk() {
    Loopback loopback = loopback(hello -> Hellos.with(hello, psk(1, 1)));
    sendClientHello(loopback);

    assertTrue(loopback.server().event(HandshakeEvent.Negotiated.class).isPresent());
    assertEquals(List.of(), loopback.server().skips());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.10: early data is rejected and skipped")
  void earlyData() {
    Loopback loopback =
        loopback(hello -> Hellos.with(Hellos.with(hello, new EarlyData()), psk(1, 1)));
    sendClientHello(loopback);

    assertEquals(List.of(ServerConfig.MAX_SKIPPED_EARLY_DATA), loopback.server().skips());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.10: early data is skipped after a HelloRetryRequest too")
  void earlyDataAndRetry() {
    Loopback loopback =
        Loopback.of(TestConfigs.client().keyShares(List.of()), TestConfigs.server())
            .toServer(
                ClientHello.class,
                hello -> Hellos.with(Hellos.with(hello, new EarlyData()), psk(1, 1)));
    sendClientHello(loopback);

    assertEquals(List.of(ServerConfig.MAX_SKIPPED_EARLY_DATA), loopback.server().skips());
    assertTrue(loopback.server().event(HandshakeEvent.HelloRetried.class).isPresent());
  }

  @Test
  @DisplayName("RFC 6066 §3: two host names")
  void twoHostNames() {
    ServerName name = new ServerName(ServerName.HOST_NAME, Bytes.of('a'));
    fails(
        hello -> Hellos.with(hello, new ServerNameList(List.of(name, name))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(6066, "3"));
  }

  @Test
  @DisplayName("RFC 9846 §9.2: no signature_algorithms")
  void noSignatureAlgorithms() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.SIGNATURE_ALGORITHMS),
        AlertDescription.MISSING_EXTENSION,
        MANDATORY);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: no signature_algorithms, and the PSK is unknown")
  void pskWithoutSignatureAlgorithms() {
    fails(
        hello -> Hellos.with(Hellos.without(hello, ExtensionType.SIGNATURE_ALGORITHMS), psk(1, 1)),
        AlertDescription.MISSING_EXTENSION,
        Rfc.rfc9846("4.3.3"));
  }

  @Test
  @DisplayName("RFC 9846 §9.2: no supported_groups")
  void noSupportedGroups() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.SUPPORTED_GROUPS),
        AlertDescription.MISSING_EXTENSION,
        MANDATORY);
    fails(
        hello ->
            Hellos.without(
                Hellos.without(hello, ExtensionType.SUPPORTED_GROUPS), ExtensionType.KEY_SHARE),
        AlertDescription.MISSING_EXTENSION,
        MANDATORY);
  }

  @Test
  @DisplayName("RFC 9846 §9.2: key_share without supported_groups, with a PSK")
  void keyShareWithoutGroups() {
    fails(
        hello -> Hellos.with(Hellos.without(hello, ExtensionType.SUPPORTED_GROUPS), psk(1, 1)),
        AlertDescription.MISSING_EXTENSION,
        MANDATORY);
  }

  @Test
  @DisplayName("RFC 9846 §9.2: supported_groups without key_share")
  void groupsWithoutKeyShare() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.KEY_SHARE),
        AlertDescription.MISSING_EXTENSION,
        MANDATORY);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.1: a PSK we do not know, and no key exchange offered")
  void pskOnly() {
    fails(
        hello ->
            Hellos.with(
                Hellos.without(
                    Hellos.without(hello, ExtensionType.SUPPORTED_GROUPS), ExtensionType.KEY_SHARE),
                psk(1, 1)),
        AlertDescription.HANDSHAKE_FAILURE,
        NEGOTIATION);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.1: no certificate for the client's schemes")
  void noCertificate() {
    Loopback.of(
            TestConfigs.client().signatureSchemes(List.of(SignatureScheme.ED25519)),
            TestConfigs.server("P-256"))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, NEGOTIATION);
    Loopback.of(
            TestConfigs.client(), ServerConfig.builder(TestConfigs.CRYPTO, CredentialSelector.NONE))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, NEGOTIATION);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: PKCS #1 v1.5 alone is nothing to sign a handshake with")
  void pkcs1Alone() {
    Loopback.of(
            TestConfigs.client().signatureSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256)),
            TestConfigs.server("RSA"))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, NEGOTIATION);
  }

  @Test
  @DisplayName("RFC 7301 §3.2: no protocol in common")
  void noCommonProtocol() {
    Loopback.of(
            TestConfigs.client().applicationProtocols(List.of("h2")),
            TestConfigs.server().applicationProtocols(List.of("http/1.1")))
        .serverFails(AlertDescription.NO_APPLICATION_PROTOCOL, Rfc.rfc(7301, "3.2"));
  }

  @Test
  @DisplayName("RFC 7301 §3.2: no protocol where one side has no list")
  void protocolsOfOneSide() {
    assertEquals(
        Optional.empty(),
        Loopback.of(TestConfigs.client(), TestConfigs.server().applicationProtocols(List.of("h2")))
            .connect()
            .server()
            .event(HandshakeEvent.ApplicationProtocolSelected.class));
    assertEquals(
        Optional.empty(),
        Loopback.of(TestConfigs.client().applicationProtocols(List.of("h2")), TestConfigs.server())
            .connect()
            .server()
            .event(HandshakeEvent.ApplicationProtocolSelected.class));
  }

  @Test
  @DisplayName("RFC 9846 §5.1: more data behind the ClientHello in its record")
  void recordBoundary() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .framesToServer(frame -> new HandshakeFrame(frame.type(), frame.body(), frame.raw(), false))
        .serverFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5.1"));
  }

  private static void fails(UnaryOperator<ClientHello> edit, AlertDescription alert, Rfc clause) {
    loopback(edit).serverFails(alert, clause);
  }

  /** Only that the server answers: to the client, the ClientHello has another transcript now. */
  private static void takes(UnaryOperator<ClientHello> edit) {
    Loopback loopback = loopback(edit);
    sendClientHello(loopback);
    assertTrue(loopback.server().event(HandshakeEvent.Negotiated.class).isPresent());
  }

  private static void sendClientHello(Loopback loopback) {
    try {
      loopback.deliverToServer();
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  private static Loopback loopback(UnaryOperator<ClientHello> edit) {
    ClientConfig.Builder client = TestConfigs.client();
    return Loopback.of(client, TestConfigs.server()).toServer(ClientHello.class, edit);
  }

  private static List<KeyShareEntry> shares(ClientHello hello) {
    return hello.extensions().find(KeyShareClientHello.class).orElseThrow().clientShares();
  }

  private static SupportedVersionsClient versions(ProtocolVersion... versions) {
    return new SupportedVersionsClient(List.of(versions));
  }

  private static PreSharedKeyClientHello psk(int identities, int binders) {
    PskIdentity identity = new PskIdentity(Bytes.of(1, 2, 3), 0);
    return new PreSharedKeyClientHello(
        Collections.nCopies(identities, identity),
        Collections.nCopies(binders, Bytes.copyOf(new byte[32])));
  }
}
