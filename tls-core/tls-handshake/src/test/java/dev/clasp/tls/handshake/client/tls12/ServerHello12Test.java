package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.EncryptThenMac;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each rule for a ServerHello of TLS 1.2, and for the fork before it. */
class ServerHello12Test {
  private static final Rfc SERVER_HELLO = Rfc.rfc5246("7.4.1.3");

  @Test
  void tellsWhatWasNegotiated() throws TlsException {
    ScriptedServer12 server =
        Servers12.ecdhe(Servers12.client().applicationProtocols(List.of("h2", "http/1.1")));

    server.send(server.hello(new ApplicationLayerProtocolNegotiation(List.of("http/1.1"))));

    HandshakeEvent.Negotiated negotiated =
        server.client.event(HandshakeEvent.Negotiated.class).orElseThrow();
    assertEquals(ProtocolVersion.TLS12, negotiated.version());
    assertEquals(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, negotiated.suite());
    assertEquals(
        "http/1.1",
        server
            .client
            .event(HandshakeEvent.ApplicationProtocolSelected.class)
            .orElseThrow()
            .protocol());
    assertEquals(Set.of(HandshakeType.CERTIFICATE), server.client.receiving().expects());
  }

  @Test
  void aClientOfBothVersionsTakesIt() throws TlsException {
    ScriptedServer12 server =
        Servers12.ecdhe(
            TestConfigs.client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)));

    server.send(server.hello());

    assertEquals(Set.of(HandshakeType.CERTIFICATE), server.client.receiving().expects());
  }

  @Test
  void aClientOfTls12AloneSendsNothingOfTls13() {
    Set<ExtensionType> sent = Servers12.ecdhe().clientHello.extensions().types();

    assertFalse(sent.contains(ExtensionType.SUPPORTED_VERSIONS));
    assertFalse(sent.contains(ExtensionType.KEY_SHARE));
    assertFalse(sent.contains(ExtensionType.PSK_KEY_EXCHANGE_MODES));
    assertTrue(Servers12.ecdhe().clientHello.legacySessionId().isEmpty());
  }

  @Test
  @DisplayName("RFC 7627 §5.2, RFC 5746 §3.4: what every client of TLS 1.2 has to send")
  void whatEveryClientSends() {
    Set<ExtensionType> sent = Servers12.ecdhe().clientHello.extensions().types();

    assertTrue(sent.contains(ExtensionType.EXTENDED_MAIN_SECRET));
    assertTrue(sent.contains(ExtensionType.RENEGOTIATION_INFO));
    assertTrue(sent.contains(ExtensionType.EC_POINT_FORMATS));
    assertFalse(sent.contains(ExtensionType.ENCRYPT_THEN_MAC), "without CBC suites");
    assertTrue(
        Servers12.rsa().clientHello.extensions().contains(ExtensionType.ENCRYPT_THEN_MAC),
        "with CBC suites");
  }

  @Test
  @DisplayName("RFC 7507 §4: TLS_FALLBACK_SCSV behind all suites, and only when told to")
  void fallback() {
    List<CipherSuite> suites =
        Servers12.ecdhe(Servers12.client().fallback()).clientHello.cipherSuites();

    assertEquals(CipherSuite.TLS_FALLBACK_SCSV, suites.get(suites.size() - 1));
    assertFalse(
        Servers12.ecdhe().clientHello.cipherSuites().contains(CipherSuite.TLS_FALLBACK_SCSV));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: the mark of a downgrade, when TLS 1.3 was offered")
  void downgradeMark() {
    ClientConfig.Builder both =
        TestConfigs.client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12));

    fails(
        both,
        hello -> Hellos.random(hello, hello.random().withDowngradeToTls12()),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.2.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: without TLS 1.3 on offer the mark is as it should be")
  void downgradeMarkWithoutTls13() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();

    server.send(Hellos.random(server.hello(), server.random.withDowngradeToTls12()));

    assertEquals(Set.of(HandshakeType.CERTIFICATE), server.client.receiving().expects());
  }

  @Test
  @DisplayName("RFC 5246 §E.1: TLS 1.1 and before")
  void olderVersions() {
    for (ProtocolVersion version :
        List.of(ProtocolVersion.TLS11, ProtocolVersion.TLS10, ProtocolVersion.SSL30)) {
      fails(
          hello -> Hellos.version(hello, version),
          AlertDescription.PROTOCOL_VERSION,
          Rfc.rfc5246("E.1"));
    }
  }

  @Test
  @DisplayName("RFC 5246 §E.1: a version that does not exist")
  void laterVersion() {
    fails(
        hello -> Hellos.version(hello, new ProtocolVersion(0x0305)),
        AlertDescription.PROTOCOL_VERSION,
        Rfc.rfc5246("E.1"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: a cipher suite that was not offered")
  void suiteNotOffered() {
    for (CipherSuite suite :
        List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            Suite12.TLS_RSA_WITH_AES_128_CBC_SHA.codePoint(),
            CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
            new CipherSuite(0))) {
      fails(hello -> Hellos.suite(hello, suite), AlertDescription.ILLEGAL_PARAMETER, SERVER_HELLO);
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: a suite of TLS 1.3, though it was offered")
  void suiteOfTls13() {
    fails(
        TestConfigs.client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)),
        hello -> Hellos.suite(hello, CipherSuite.TLS_AES_128_GCM_SHA256),
        AlertDescription.ILLEGAL_PARAMETER,
        SERVER_HELLO);
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: compression")
  void compression() {
    fails(hello -> Hellos.compression(hello, 1), AlertDescription.ILLEGAL_PARAMETER, SERVER_HELLO);
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.4: an extension that was not offered")
  void extensionNotOffered() {
    fails(
        hello -> Hellos.with(hello, new SessionTicket(Bytes.empty())),
        AlertDescription.UNSUPPORTED_EXTENSION,
        Rfc.rfc5246("7.4.1.4"));
  }

  @Test
  @DisplayName("RFC 5746 §4.1: no renegotiation_info")
  void noRenegotiationInfo() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.RENEGOTIATION_INFO),
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc(5746, "4.1"));
  }

  @Test
  void noRenegotiationInfoIsFineForALegacyClient() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(Servers12.legacyClient());

    server.send(Hellos.without(server.hello(), ExtensionType.RENEGOTIATION_INFO));

    assertEquals(Set.of(HandshakeType.CERTIFICATE), server.client.receiving().expects());
  }

  @Test
  @DisplayName("RFC 5746 §3.4: a renegotiation_info that is not empty")
  void renegotiationInfoNotEmpty() {
    fails(
        hello -> Hellos.with(hello, new RenegotiationInfo(Bytes.of(1))),
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc(5746, "3.4"));
  }

  @Test
  @DisplayName("RFC 7627 §5.2: no extended_main_secret")
  void noExtendedMainSecret() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.EXTENDED_MAIN_SECRET),
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc(7627, "5.2"));
  }

  @Test
  @DisplayName("RFC 8422 §5.2: ec_point_formats without uncompressed")
  void noUncompressedPoints() {
    fails(
        hello -> Hellos.with(hello, new EcPointFormats(Bytes.of(1, 2))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(8422, "5.2"));
  }

  @Test
  @DisplayName("RFC 7366 §3: encrypt_then_mac with an AEAD")
  void encryptThenMacWithAnAead() {
    fails(
        Servers12.legacyClient(),
        hello -> Hellos.with(hello, new EncryptThenMac()),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(7366, "3"));
  }

  @Test
  @DisplayName("RFC 6066 §4: another max_fragment_length than asked for")
  void anotherMaxFragmentLength() {
    for (int code : new int[] {2, 0, 5}) {
      fails(
          Servers12.client().maxFragmentLength(512),
          hello -> Hellos.with(hello, new MaxFragmentLength(code)),
          AlertDescription.ILLEGAL_PARAMETER,
          Rfc.rfc(6066, "4"));
    }
  }

  @Test
  @DisplayName("RFC 6066 §4: both sides begin to send short records at once")
  void maxFragmentLength() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(Servers12.client().maxFragmentLength(1024));

    server.send(server.hello(new MaxFragmentLength(2)));

    assertEquals(List.of(List.of(1024, 1024)), server.client.limits());
  }

  @Test
  @DisplayName("RFC 8449 §4: a record_size_limit below 64")
  void recordSizeLimitTooSmall() {
    fails(
        Servers12.client().recordSizeLimit(1000),
        hello -> Hellos.with(hello, new RecordSizeLimit(63)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(8449, "4"));
  }

  @Test
  @DisplayName("RFC 8449 §5: record_size_limit and max_fragment_length")
  void bothLimits() {
    fails(
        Servers12.client().recordSizeLimit(1000).maxFragmentLength(512),
        hello ->
            Hellos.with(Hellos.with(hello, new RecordSizeLimit(700)), new MaxFragmentLength(1)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc(8449, "5"));
  }

  @Test
  @DisplayName("RFC 8449 §4: the limits begin with the protection of records")
  void recordSizeLimit() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(Servers12.client().recordSizeLimit(1000));
    server.helloFlight(new RecordSizeLimit(700)).takeFlight(List.of());
    assertEquals(List.of(), server.client.limits());

    server.sendChangeCipherSpec();

    assertEquals(List.of(List.of(700, 1000)), server.client.limits());
  }

  @Test
  @DisplayName("RFC 7301 §3.1: a protocol that was not offered, or several")
  void applicationProtocol() {
    for (List<String> chosen : List.of(List.of("h3"), List.of("h2", "http/1.1"))) {
      fails(
          Servers12.client().applicationProtocols(List.of("h2", "http/1.1")),
          hello -> Hellos.with(hello, new ApplicationLayerProtocolNegotiation(chosen)),
          AlertDescription.ILLEGAL_PARAMETER,
          Rfc.rfc(7301, "3.1"));
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: our session id comes back, though we offered no session")
  void resumesWhatWasNotOffered() {
    ScriptedServer12 server =
        Servers12.ecdhe(
            TestConfigs.client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)));
    Bytes random = server.clientHello.legacySessionId().bytes();
    assertEquals(32, random.size());

    server.fails(
        AlertDescription.ILLEGAL_PARAMETER,
        SERVER_HELLO,
        script -> script.send(Hellos.sessionId(script.hello(), random)));
  }

  @Test
  @DisplayName(
      "RFC 9846 §4.2.3: with the random of a HelloRetryRequest it is one, whose table is another")
  void helloRetryRequest() {
    fails(
        hello -> Hellos.random(hello, Random.HELLO_RETRY_REQUEST),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3"));
  }

  private static void fails(UnaryOperator<ServerHello> edit, AlertDescription alert, Rfc clause) {
    fails(Servers12.client(), edit, alert, clause);
  }

  private static void fails(
      ClientConfig.Builder client,
      UnaryOperator<ServerHello> edit,
      AlertDescription alert,
      Rfc clause) {
    Servers12.ecdhe(client).fails(alert, clause, server -> server.send(edit.apply(server.hello())));
  }
}
