package dev.clasp.tls.handshake.server.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.EncryptThenMac;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.ServerName;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The fork into TLS 1.2 and each rule for its ClientHello, with what ServerHello answers.
 *
 * <p>More than 500 lines: one short test a rule, and the rules are those of one message.
 */
class ClientHello12Test {
  private static final Rfc SELECTION = Rfc.rfc5246("7.4.1.3");

  @Test
  @DisplayName("RFC 9846 §E.2, RFC 5246 §E.1: TLS 1.1 and below are refused")
  void olderVersions() {
    for (ProtocolVersion version :
        List.of(
            ProtocolVersion.TLS11,
            ProtocolVersion.TLS10,
            ProtocolVersion.SSL30,
            new ProtocolVersion(0x0002))) {
      fails(
          hello -> Hellos.version(hello, version),
          AlertDescription.PROTOCOL_VERSION,
          Rfc.rfc9846("E.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: supported_versions with older versions only")
  void olderSupportedVersions() {
    fails(
        hello -> Hellos.with(hello, versions(ProtocolVersion.TLS11, ProtocolVersion.TLS10)),
        AlertDescription.PROTOCOL_VERSION,
        Rfc.rfc9846("4.3.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: TLS 1.2 without supported_versions, whatever is in legacy_version")
  void newerLegacyVersion() {
    for (int version : new int[] {0x0303, 0x0304, 0x0399, 0x7F00}) {
      ServerHello answer =
          answer(
              Servers.client(),
              Servers.server(),
              hello -> Hellos.version(hello, new ProtocolVersion(version)));

      assertEquals(ProtocolVersion.TLS12, answer.legacyVersion());
      assertFalse(answer.extensions().contains(ExtensionType.SUPPORTED_VERSIONS));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: supported_versions decides, not legacy_version")
  void supportedVersionsDecide() {
    ServerHello answer =
        answer(
            Servers.client(),
            Servers.server(),
            hello ->
                Hellos.version(
                    Hellos.with(hello, versions(ProtocolVersion.TLS12)), ProtocolVersion.TLS10));

    assertEquals(ProtocolVersion.TLS12, answer.legacyVersion());
  }

  @Test
  @DisplayName("The server's preference of versions decides")
  void serverPrefersTls12() {
    ServerConfig.Builder server =
        Servers.server().versions(List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13));
    Loopback loopback = Loopback.of(TestConfigs.client(), server);
    deliver(loopback);

    assertEquals(
        ProtocolVersion.TLS12,
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().version());
  }

  @Test
  @DisplayName("RFC 7507 §3: TLS_FALLBACK_SCSV to a server that speaks more")
  void fallback() {
    fails(
        hello -> withSuite(hello, CipherSuite.TLS_FALLBACK_SCSV),
        AlertDescription.INAPPROPRIATE_FALLBACK,
        Rfc.rfc(7507, "3"));
  }

  @Test
  @DisplayName("RFC 7507 §3: TLS_FALLBACK_SCSV to a server that speaks no more")
  void noFallback() {
    answer(
        Servers.client(),
        Servers.server().versions(List.of(ProtocolVersion.TLS12)),
        hello -> withSuite(hello, CipherSuite.TLS_FALLBACK_SCSV));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: the mark of a downgrade, by servers of TLS 1.3 alone")
  void downgradeMark() {
    assertTrue(answer(Servers.client(), Servers.server()).random().marksDowngradeToTls12());
    assertFalse(
        answer(Servers.client(), Servers.server().versions(List.of(ProtocolVersion.TLS12)))
            .random()
            .marksDowngradeToTls12());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.2: compression methods without null")
  void compression() {
    fails(
        hello -> Hellos.compression(hello, Bytes.of(1)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc5246("7.4.1.2"));
    assertEquals(
        0,
        answer(
                Servers.client(),
                Servers.server(),
                hello -> Hellos.compression(hello, Bytes.of(1, 64, 0)))
            .legacyCompressionMethod());
  }

  @Test
  @DisplayName("RFC 5746 §3.6: a renegotiated_connection in an initial handshake")
  void renegotiatedConnection() {
    fails(
        hello -> Hellos.with(hello, new RenegotiationInfo(Bytes.of(1))),
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc(5746, "3.6"));
  }

  @Test
  @DisplayName("RFC 5746 §3.6: extension or signalling suite, each is answered with the extension")
  void secureRenegotiation() {
    UnaryOperator<ClientHello> neither =
        hello ->
            Hellos.suites(
                Hellos.without(hello, ExtensionType.RENEGOTIATION_INFO),
                hello.cipherSuites().stream()
                    .filter(suite -> !suite.equals(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV))
                    .toList());

    assertEquals(
        Optional.empty(),
        answer(Servers.client(), Servers.server(), neither)
            .extensions()
            .find(RenegotiationInfo.class));
    assertEquals(
        Optional.of(new RenegotiationInfo(Bytes.empty())),
        answer(
                Servers.client(),
                Servers.server(),
                hello -> Hellos.with(neither.apply(hello), new RenegotiationInfo(Bytes.empty())))
            .extensions()
            .find(RenegotiationInfo.class));
    assertEquals(
        Optional.of(new RenegotiationInfo(Bytes.empty())),
        answer(
                Servers.client(),
                Servers.server(),
                hello ->
                    withSuite(neither.apply(hello), CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV))
            .extensions()
            .find(RenegotiationInfo.class));
  }

  @Test
  @DisplayName("RFC 7627 §5.2: no extended_main_secret")
  void noExtendedMainSecret() {
    UnaryOperator<ClientHello> without =
        hello -> Hellos.without(hello, ExtensionType.EXTENDED_MAIN_SECRET);

    fails(without, AlertDescription.HANDSHAKE_FAILURE, Rfc.rfc(7627, "5.2"));
    assertFalse(
        answer(Servers.client(), Servers.server().allowMissingExtendedMainSecret(), without)
            .extensions()
            .contains(ExtensionType.EXTENDED_MAIN_SECRET));
    assertTrue(
        answer(Servers.client(), Servers.server().allowMissingExtendedMainSecret())
            .extensions()
            .contains(ExtensionType.EXTENDED_MAIN_SECRET));
  }

  @Test
  @DisplayName("RFC 8422 §5.1.2: ec_point_formats without uncompressed")
  void pointFormats() {
    fails(
        hello -> Hellos.with(hello, new EcPointFormats(Bytes.of(1, 2))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(8422, "5.1.2"));
    assertEquals(
        Optional.of(EcPointFormats.UNCOMPRESSED),
        answer(
                Servers.client(),
                Servers.server(),
                hello -> Hellos.with(hello, new EcPointFormats(Bytes.of(2, 0))))
            .extensions()
            .find(EcPointFormats.class));
    assertFalse(
        answer(
                Servers.client(),
                Servers.server(),
                hello -> Hellos.without(hello, ExtensionType.EC_POINT_FORMATS))
            .extensions()
            .contains(ExtensionType.EC_POINT_FORMATS));
  }

  @Test
  @DisplayName("RFC 6066 §3: two host names")
  void twoHostNames() {
    ServerName name = ServerNameList.ofHostName("a.example").serverNameList().get(0);
    fails(
        hello -> Hellos.with(hello, new ServerNameList(List.of(name, name))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(6066, "3"));
  }

  @Test
  @DisplayName("RFC 6066 §4: max_fragment_length of another value")
  void badMaxFragmentLength() {
    for (int code : new int[] {0, 5, 255}) {
      fails(
          hello -> Hellos.with(hello, new MaxFragmentLength(code)),
          AlertDescription.ILLEGAL_PARAMETER,
          Rfc.rfc(6066, "4"));
    }
  }

  @Test
  @DisplayName("RFC 6066 §4: max_fragment_length holds in both directions at once")
  void maxFragmentLength() {
    Loopback loopback =
        Loopback.of(Servers.client().maxFragmentLength(1024), Servers.server()).connect();

    assertEquals(List.of(List.of(1024, 1024), List.of(1024, 1024)), loopback.server().limits());
  }

  @Test
  @DisplayName("RFC 8449 §4: record_size_limit below 64")
  void badRecordSizeLimit() {
    fails(
        hello -> Hellos.with(hello, new RecordSizeLimit(63)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(8449, "4"));
  }

  @Test
  @DisplayName("RFC 8449 §5: record_size_limit beats max_fragment_length; ours holds under keys")
  void recordSizeLimit() {
    Loopback loopback =
        Loopback.of(Servers.client(), Servers.server().recordSizeLimit(500))
            .toServer(
                ClientHello.class,
                hello ->
                    Hellos.with(
                        Hellos.with(hello, new RecordSizeLimit(0xFFFF)), new MaxFragmentLength(1)));
    deliver(loopback);
    ServerHello answer = serverHello(loopback);

    assertEquals(
        Optional.of(new RecordSizeLimit(500)), answer.extensions().find(RecordSizeLimit.class));
    assertFalse(answer.extensions().contains(ExtensionType.MAX_FRAGMENT_LENGTH));
    assertEquals(List.of(List.of(1 << 14, 1 << 14)), loopback.server().limits());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: no suite in common")
  void noCommonSuite() {
    fails(
        hello -> Hellos.suites(hello, List.of(new CipherSuite(0x0A0A), new CipherSuite(0x0005))),
        AlertDescription.HANDSHAKE_FAILURE,
        SELECTION);
  }

  @Test
  @DisplayName("RFC 10015: legacy suites are refused unless they are allowed")
  void legacySuites() {
    for (Suite12 suite : Suite12.values()) {
      if (suite.isLegacy()) {
        fails(
            hello -> Hellos.suites(hello, List.of(suite.codePoint())),
            AlertDescription.HANDSHAKE_FAILURE,
            SELECTION);
      }
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.4.1: without signature_algorithms nothing can be signed")
  void noSignatureAlgorithms() {
    UnaryOperator<ClientHello> without =
        hello -> Hellos.without(hello, ExtensionType.SIGNATURE_ALGORITHMS);

    fails(without, AlertDescription.HANDSHAKE_FAILURE, SELECTION);
    Suite12 rsa = Suite12.TLS_RSA_WITH_AES_128_CBC_SHA;
    assertEquals(
        rsa.codePoint(), answer(Servers.client(rsa), Servers.legacy(), without).cipherSuite());
  }

  @Test
  @DisplayName("RFC 8422 §5.1.1: no curve in common")
  void noCommonCurve() {
    fails(
        hello -> Hellos.with(hello, groups(new NamedGroup(0x1234), NamedGroup.X25519MLKEM768)),
        AlertDescription.HANDSHAKE_FAILURE,
        SELECTION);
  }

  @Test
  @DisplayName("RFC 8422 §4: without supported_groups the curve is ours to choose")
  void noSupportedGroups() {
    assertEquals(
        Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.codePoint(),
        answer(
                Servers.client(),
                Servers.server(),
                hello -> Hellos.without(hello, ExtensionType.SUPPORTED_GROUPS))
            .cipherSuite());
  }

  @Test
  @DisplayName("RFC 8422 §5.3: the certificate's curve is one of the client's")
  void curveOfTheCertificate() {
    Loopback.of(Servers.client(), TestConfigs.server("P-384"))
        .toServer(
            ClientHello.class,
            hello -> Hellos.with(hello, groups(NamedGroup.X25519, NamedGroup.SECP256R1)))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, SELECTION);
  }

  @Test
  @DisplayName("RFC 7919 §4: finite-field groups, and none that we accept")
  void noCommonFiniteField() {
    Suite12 suite = Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    Loopback.of(Servers.client(suite), Servers.legacy())
        .toServer(ClientHello.class, hello -> Hellos.with(hello, groups(new NamedGroup(0x01FF))))
        .serverFails(AlertDescription.INSUFFICIENT_SECURITY, Rfc.rfc(7919, "4"));
  }

  @Test
  @DisplayName("RFC 7919 §4: rather another suite than a group we do not accept")
  void anotherSuiteThanFiniteFields() {
    assertEquals(
        Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256.codePoint(),
        answer(
                Servers.client(Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256),
                Servers.legacy(),
                hello ->
                    withSuite(
                        Hellos.with(hello, groups(new NamedGroup(0x01FF))),
                        Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256.codePoint()))
            .cipherSuite());
  }

  @Test
  @DisplayName("RFC 7919 §4: a client that names no finite-field group takes ours")
  void unnamedFiniteField() {
    Suite12 suite = Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    Loopback loopback =
        Loopback.of(Servers.client(suite), Servers.legacy())
            .toServer(ClientHello.class, hello -> Hellos.with(hello, groups(NamedGroup.SECP256R1)));
    deliver(loopback);

    assertEquals(
        Optional.of(NamedGroup.FFDHE2048),
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
  }

  @Test
  @DisplayName("The server's preference of suites decides")
  void serverPreference() {
    assertEquals(
        Suite12.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256.codePoint(),
        answer(
                Servers.client(),
                Servers.server()
                    .suites12(
                        List.of(
                            Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                            Suite12.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                            Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)))
            .cipherSuite());
  }

  @Test
  @DisplayName("RFC 7301 §3.2: no protocol in common")
  void noCommonProtocol() {
    Loopback.of(
            Servers.client().applicationProtocols(List.of("h2")),
            Servers.server().applicationProtocols(List.of("http/1.1")))
        .serverFails(AlertDescription.NO_APPLICATION_PROTOCOL, Rfc.rfc(7301, "3.2"));
  }

  @Test
  @DisplayName("RFC 7301 §3.2, RFC 6066 §3: ALPN and server_name are answered")
  void protocolAndName() {
    Loopback loopback =
        Loopback.of(
                Servers.client().applicationProtocols(List.of("http/1.1", "h2")),
                Servers.server().applicationProtocols(List.of("h2", "http/1.1")))
            .connect();

    assertEquals(
        Optional.of(new HandshakeEvent.ApplicationProtocolSelected("h2")),
        loopback.client().event(HandshakeEvent.ApplicationProtocolSelected.class));
    assertEquals(
        Optional.of(new HandshakeEvent.ServerNameRequested("server.test")),
        loopback.server().event(HandshakeEvent.ServerNameRequested.class));
  }

  @Test
  @DisplayName("RFC 7366 §3: encrypt-then-MAC is answered with CBC suites only, and if we want it")
  void encryptThenMac() {
    Suite12 cbc = Suite12.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA;
    UnaryOperator<ClientHello> asks = hello -> Hellos.with(hello, new EncryptThenMac());

    assertTrue(
        answer(Servers.client(cbc), Servers.legacy(cbc), asks)
            .extensions()
            .contains(ExtensionType.ENCRYPT_THEN_MAC));
    assertFalse(
        answer(Servers.client(cbc), Servers.legacy(cbc).encryptThenMac(false), asks)
            .extensions()
            .contains(ExtensionType.ENCRYPT_THEN_MAC));
    assertFalse(
        answer(Servers.client(), Servers.server(), asks)
            .extensions()
            .contains(ExtensionType.ENCRYPT_THEN_MAC));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.4: a hello without extensions is answered without")
  void withoutExtensions() {
    ServerHello answer =
        answer(
            Servers.client(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA),
            Servers.legacy().allowMissingExtendedMainSecret(),
            hello ->
                Hellos.suites(hello, List.of(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA.codePoint()))
                    .withExtensions(Extensions.ABSENT));

    assertEquals(Extensions.ABSENT, answer.extensions());
  }

  @Test
  @DisplayName("RFC 5077 §3.3, RFC 6066 §8: no ticket and no OCSP response that we do not have")
  void nothingWeDoNotHave() {
    ServerHello answer = answer(Servers.client(), Servers.server());

    assertFalse(answer.extensions().contains(ExtensionType.SESSION_TICKET));
    assertFalse(answer.extensions().contains(ExtensionType.STATUS_REQUEST));
    assertTrue(answer.legacySessionIdEcho().isEmpty());
  }

  private static void fails(UnaryOperator<ClientHello> edit, AlertDescription alert, Rfc clause) {
    Loopback.of(Servers.client(), Servers.server())
        .toServer(ClientHello.class, edit)
        .serverFails(alert, clause);
  }

  private static ServerHello answer(ClientConfig.Builder client, ServerConfig.Builder server) {
    return answer(client, server, UnaryOperator.identity());
  }

  /** Only that the server answers: to the client, the ClientHello has another transcript now. */
  private static ServerHello answer(
      ClientConfig.Builder client, ServerConfig.Builder server, UnaryOperator<ClientHello> edit) {
    Loopback loopback = Loopback.of(client, server).toServer(ClientHello.class, edit);
    deliver(loopback);
    return serverHello(loopback);
  }

  private static void deliver(Loopback loopback) {
    try {
      loopback.deliverToServer();
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  private static ServerHello serverHello(Loopback loopback) {
    try {
      return (ServerHello)
          HandshakeCodecs.HELLO.decode(loopback.server().outbox().element().frame().orElseThrow());
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  private static ClientHello withSuite(ClientHello hello, CipherSuite suite) {
    List<CipherSuite> more = new ArrayList<>(hello.cipherSuites());
    more.add(suite);
    return Hellos.suites(hello, more);
  }

  private static SupportedVersionsClient versions(ProtocolVersion... versions) {
    return new SupportedVersionsClient(List.of(versions));
  }

  private static SupportedGroups groups(NamedGroup... groups) {
    return new SupportedGroups(List.of(groups));
  }
}
