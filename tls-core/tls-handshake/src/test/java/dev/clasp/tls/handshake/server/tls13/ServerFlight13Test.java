package dev.clasp.tls.handshake.server.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.ServerNameAcknowledged;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the server sends, in which order and under which keys (RFC 9846 §4.2.3, §4.4, §E.4). */
class ServerFlight13Test {
  @Test
  @DisplayName("RFC 9846 §A.2: the order of the messages and their keys")
  void order() {
    assertEquals(
        List.of(
            "server_hello clear",
            "change_cipher_spec",
            "encrypted_extensions HANDSHAKE",
            "certificate HANDSHAKE",
            "certificate_verify HANDSHAKE",
            "finished HANDSHAKE"),
        trace(TestConfigs.client(), TestConfigs.server()));
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: CertificateRequest behind EncryptedExtensions")
  void orderWithCertificateRequest() {
    assertEquals(
        List.of(
            "server_hello clear",
            "encrypted_extensions HANDSHAKE",
            "certificate_request HANDSHAKE",
            "certificate HANDSHAKE",
            "certificate_verify HANDSHAKE",
            "finished HANDSHAKE"),
        trace(TestConfigs.client().middleboxCompatibility(false), asking()));
  }

  @Test
  @DisplayName("RFC 9846 §E.4: behind a HelloRetryRequest the change_cipher_spec is not repeated")
  void orderWithRetry() throws TlsException {
    Loopback loopback =
        Loopback.of(TestConfigs.client().keyShares(List.of()), TestConfigs.server());
    loopback.deliverToServer();

    assertEquals(List.of("server_hello clear", "change_cipher_spec"), trace(loopback.server()));
    loopback.deliverToClient();
    loopback.deliverToServer();
    assertEquals(
        List.of("server_hello clear", "encrypted_extensions HANDSHAKE"),
        trace(loopback.server()).subList(0, 2));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.3: the fields of ServerHello")
  void serverHello() {
    List<ClientHello> asked = new ArrayList<>();
    ServerHello hello =
        first(
            ServerHello.class,
            Loopback.of(TestConfigs.client(), TestConfigs.server())
                .toServer(
                    ClientHello.class,
                    client -> {
                      asked.add(client);
                      return client;
                    }));

    assertEquals(ProtocolVersion.TLS12, hello.legacyVersion());
    assertEquals(asked.get(0).legacySessionId(), hello.legacySessionIdEcho());
    assertEquals(0, hello.legacyCompressionMethod());
    assertNotEquals(asked.get(0).random(), hello.random());
    assertFalse(hello.random().marksDowngradeToTls12());
    assertEquals(
        Optional.of(new SupportedVersionsServer(ProtocolVersion.TLS13)),
        hello.extensions().find(SupportedVersionsServer.class));
    assertEquals(
        Set.of(ExtensionType.SUPPORTED_VERSIONS, ExtensionType.KEY_SHARE),
        hello.extensions().types());
  }

  @Test
  @DisplayName("RFC 6066 §3: server_name is acknowledged if it was sent")
  void serverName() {
    assertTrue(
        encryptedExtensions(TestConfigs.client(), TestConfigs.server())
            .extensions()
            .find(ServerNameAcknowledged.class)
            .isPresent());
    assertEquals(
        Set.of(),
        encryptedExtensions(TestConfigs.client().sendServerName(false), TestConfigs.server())
            .extensions()
            .types());
  }

  @Test
  @DisplayName("RFC 7301 §3.1: exactly one protocol, the first of ours")
  void protocol() {
    assertEquals(
        Optional.of(new ApplicationLayerProtocolNegotiation(List.of("b"))),
        encryptedExtensions(
                TestConfigs.client().applicationProtocols(List.of("a", "b", "c")),
                TestConfigs.server().applicationProtocols(List.of("x", "b", "a")))
            .extensions()
            .find(ApplicationLayerProtocolNegotiation.class));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.7: all our groups, if we would have preferred another")
  void supportedGroups() {
    List<NamedGroup> ours = List.of(NamedGroup.SECP256R1, NamedGroup.X25519);

    assertEquals(
        Optional.of(new SupportedGroups(ours)),
        encryptedExtensions(TestConfigs.client(), TestConfigs.server().groups(ours))
            .extensions()
            .find(SupportedGroups.class));
    assertFalse(
        encryptedExtensions(TestConfigs.client(), TestConfigs.server())
            .extensions()
            .find(SupportedGroups.class)
            .isPresent());
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: the content of CertificateRequest")
  void certificateRequest() {
    CertificateRequest13 request =
        first(
            CertificateRequest13.class,
            Loopback.of(
                TestConfigs.client(),
                asking()
                    .signatureSchemes(List.of(SignatureScheme.ED25519))
                    .certificateSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256))
                    .certificateAuthorities(List.of(TestCertificates.authorityName()))));

    assertTrue(request.certificateRequestContext().isEmpty());
    assertEquals(
        Optional.of(new SignatureAlgorithms(List.of(SignatureScheme.ED25519))),
        request.extensions().find(SignatureAlgorithms.class));
    assertEquals(
        Optional.of(new SignatureAlgorithmsCert(List.of(SignatureScheme.RSA_PKCS1_SHA256))),
        request.extensions().find(SignatureAlgorithmsCert.class));
    assertEquals(
        Optional.of(new CertificateAuthorities(List.of(TestCertificates.authorityName()))),
        request.extensions().find(CertificateAuthorities.class));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: the context of the server's Certificate is empty")
  void certificate() {
    Certificate13 certificate =
        first(Certificate13.class, Loopback.of(TestConfigs.client(), TestConfigs.server()));

    assertEquals(Bytes.empty(), certificate.certificateRequestContext());
    assertEquals(1, certificate.certificateList().size());
  }

  @Test
  void aKeyThatRefusesIsOurOwnFault() {
    ServerConfig.Builder server =
        ServerConfig.builder(
            TestConfigs.CRYPTO,
            CredentialSelector.of(TestCertificates.refusing(TestCertificates.server("P-256"))));

    TlsException e = Loopback.of(TestConfigs.client(), server).serverFails();

    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), e.alert());
  }

  private static ServerConfig.Builder asking() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.WANTED, TestCertificates.trust());
  }

  private static EncryptedExtensions encryptedExtensions(
      ClientConfig.Builder client, ServerConfig.Builder server) {
    return first(EncryptedExtensions.class, Loopback.of(client, server));
  }

  private static <T extends HandshakeMessage> T first(Class<T> kind, Loopback loopback) {
    List<T> seen = new ArrayList<>();
    loopback
        .toClient(
            kind,
            message -> {
              seen.add(message);
              return message;
            })
        .connect();
    return seen.get(0);
  }

  private static List<String> trace(ClientConfig.Builder client, ServerConfig.Builder server) {
    Loopback loopback = Loopback.of(client, server);
    try {
      loopback.deliverToServer();
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
    return trace(loopback.server());
  }

  private static List<String> trace(TestPeer peer) {
    List<String> trace = new ArrayList<>();
    for (TestPeer.Sent sent : peer.outbox()) {
      Optional<HandshakeType> type = sent.frame().map(frame -> frame.type());
      String keys = sent.epoch().map(epoch -> ((Epoch13) epoch).kind().name()).orElse("clear");
      trace.add(type.map(message -> message + " " + keys).orElse("change_cipher_spec"));
    }
    return trace;
  }
}
