package dev.clasp.tls.handshake.server.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.StatusRequestClientHello;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HelloRequest;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The states of the TLS 1.2 server behind its flight: order, client certificates, Finished. */
class States12Test {
  private static final Rfc ORDER = Rfc.rfc5246("7.4");
  private static final Rfc CHANGE_CIPHER_SPEC = Rfc.rfc5246("6");

  /** Every state of a handshake with a client certificate, in order. */
  private static List<HandshakeState.Receiving> states() {
    Loopback loopback =
        Loopback.of(
                Servers.client()
                    .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
                asking(ClientAuthentication.NEEDED))
            .connect();
    List<HandshakeState.Receiving> states = new ArrayList<>();
    for (HandshakeState state : loopback.server().visited()) {
      if (state instanceof Server12State receiving) {
        states.add(receiving);
      }
    }
    return states;
  }

  private static ServerConfig.Builder asking(ClientAuthentication mode) {
    return Servers.server().clientAuthentication(mode, TestCertificates.trust());
  }

  @Test
  @DisplayName("RFC 5246 §7.3: the states in order")
  void allStates() {
    assertEquals(
        List.of(
            "WaitCertificate",
            "WaitClientKeyExchange",
            "WaitCertificateVerify",
            "WaitChangeCipherSpec",
            "WaitFinished",
            "Connected12"),
        states().stream().map(state -> state.getClass().getSimpleName()).toList());
  }

  @Test
  @DisplayName("RFC 5246 §7.4: every state refuses every message but the one it waits for")
  void unexpectedMessages() {
    int refused = 0;
    for (HandshakeState.Receiving state : states()) {
      for (HandshakeType type : HandshakeType.values()) {
        if (state.expects().contains(type)) {
          continue;
        }
        UnexpectedMessage failure =
            assertThrows(
                UnexpectedMessage.class,
                () ->
                    state.receive(
                        new HandshakeFrame(
                            type, Bytes.empty(), Bytes.of(type.value(), 0, 0, 0), true)));
        assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), failure.alert());
        assertEquals(Optional.of(ORDER), failure.clause());
        refused++;
      }
    }
    assertEquals(6 * HandshakeType.values().length - 5, refused); // one state waits for none
  }

  @Test
  @DisplayName("RFC 5246 §7.1: a ChangeCipherSpec at any other time (CVE-2014-0224)")
  void changeCipherSpecAtTheWrongTime() throws TlsException {
    RecordBoundary boundary = RecordBoundary.between(new HandshakeDeframer());
    int refused = 0;
    for (HandshakeState.Receiving state : states()) {
      if (!(state instanceof WaitChangeCipherSpec)) {
        TlsException failure =
            assertThrows(UnexpectedMessage.class, () -> state.onChangeCipherSpec(boundary));
        assertEquals(Optional.of(CHANGE_CIPHER_SPEC), failure.clause());
        refused++;
      }
    }
    assertEquals(5, refused);
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: a warning does not end the handshake")
  void warnings() throws TlsException {
    for (HandshakeState.Receiving state : states()) {
      assertEquals(
          Step.to(state), state.onWarning(Alert.warning(AlertDescription.UNRECOGNIZED_NAME)));
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.4.6: an empty Certificate where one is needed")
  void emptyCertificate() {
    Loopback.of(Servers.client(), asking(ClientAuthentication.NEEDED))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, Rfc.rfc5246("7.4.6"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.6: an empty Certificate where one is only wanted")
  void anonymousClient() {
    Loopback loopback =
        Loopback.of(Servers.client(), asking(ClientAuthentication.WANTED)).connect();

    assertTrue(loopback.server().event(HandshakeEvent.PeerIdentified.class).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "RSASSA-PSS", "P-256", "P-384", "P-521", "Ed25519", "Ed448"})
  @DisplayName("RFC 5246 §7.4.8: client certificates with every kind of key")
  void clientCertificates(String keyType) {
    // The suite's hash is SHA-384: a CertificateVerify has a hash of its own.
    Suite12 suite = Suite12.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384;
    Loopback loopback =
        Loopback.of(
                Servers.client(suite)
                    .credentials(CredentialSelector.of(TestCertificates.client(keyType))),
                asking(ClientAuthentication.NEEDED))
            .connect();

    assertEquals(
        "CN=client",
        loopback
            .server()
            .event(HandshakeEvent.PeerIdentified.class)
            .orElseThrow()
            .path()
            .leaf()
            .subject()
            .toString());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.4: CertificateRequest lists what TLS 1.2 has")
  void certificateRequest() {
    List<CertificateRequest12> requests = new ArrayList<>();
    Loopback.of(
            Servers.client(),
            asking(ClientAuthentication.WANTED)
                .certificateAuthorities(List.of(TestCertificates.authorityName())))
        .toClient(
            CertificateRequest12.class,
            request -> {
              requests.add(request);
              return request;
            })
        .connect();

    CertificateRequest12 request = requests.get(0);
    assertTrue(request.asksFor(CertificateRequest12.RSA_SIGN));
    assertTrue(request.asksFor(CertificateRequest12.ECDSA_SIGN));
    assertEquals(List.of(TestCertificates.authorityName()), request.certificateAuthorities());
    Set<SignatureScheme> schemes = Set.copyOf(request.supportedSignatureAlgorithms());
    assertTrue(schemes.contains(SignatureScheme.RSA_PKCS1_SHA256));
    assertFalse(schemes.contains(SignatureScheme.MLDSA65));
    assertFalse(schemes.contains(SignatureScheme.RSA_PKCS1_SHA1));
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: a certificate that is none")
  void corruptCertificate() {
    withCertificate(ClientAuthentication.WANTED)
        .toServer(Certificate12.class, c -> new Certificate12(List.of(Bytes.of(0x30, 0x00))))
        .serverFails(AlertDescription.BAD_CERTIFICATE, Rfc.rfc5246("7.2.2"));
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: a certificate of an authority we do not know")
  void unknownAuthority() {
    Loopback.of(
            Servers.client()
                .credentials(
                    CredentialSelector.of(TestCertificates.serverOfOtherAuthority("P-256"))),
            asking(ClientAuthentication.WANTED))
        .serverFails(AlertDescription.UNKNOWN_CA, Rfc.rfc5246("7.2.2"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.8: a CertificateVerify that does not verify")
  void wrongSignature() {
    withCertificate(ClientAuthentication.NEEDED)
        .toServer(
            CertificateVerify.class,
            verify -> new CertificateVerify(verify.algorithm(), Bytes.of(0x30, 0x00)))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc5246("7.4.8"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.8: a CertificateVerify with a scheme we did not list")
  void unlistedScheme() {
    withCertificate(ClientAuthentication.NEEDED)
        .toServer(
            CertificateVerify.class,
            verify -> new CertificateVerify(SignatureScheme.ECDSA_SHA1, verify.signature()))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc5246("7.4.8"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.8: a CertificateVerify with a scheme the key cannot have")
  void schemeOfAnotherKey() {
    withCertificate(ClientAuthentication.NEEDED)
        .toServer(
            CertificateVerify.class,
            verify -> new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256, verify.signature()))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc5246("7.4.8"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: a Finished that does not match")
  void wrongFinished() {
    Loopback.of(Servers.client(), Servers.server())
        .toServer(Finished.class, finished -> new Finished(Bytes.copyOf(new byte[12])))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc5246("7.4.9"));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: a Finished of another length than 12")
  void finishedLength() {
    for (int length : new int[] {0, 11, 13, 32}) {
      Loopback.of(Servers.client(), Servers.server())
          .toServer(Finished.class, finished -> new Finished(Bytes.copyOf(new byte[length])))
          .serverFails(AlertDescription.DECODE_ERROR, Rfc.rfc5246("7.4.9"));
    }
  }

  @Test
  @DisplayName("RFC 6066 §8: an OCSP response that was asked for comes behind the Certificate")
  void stapledResponse() throws TlsException {
    Bytes response = Bytes.of(0x30, 0x03, 0x0A, 0x01, 0x06);
    ServerConfig.Builder server =
        ServerConfig.builder(
                TestConfigs.CRYPTO,
                CredentialSelector.of(TestCertificates.server("P-256").withOcspResponse(response)))
            .clock(InstantSource.fixed(TestCertificates.NOW));
    Loopback asked =
        Loopback.of(Servers.client(), server)
            .toServer(
                ClientHello.class,
                hello -> Hellos.with(hello, StatusRequestClientHello.anyResponder()));
    asked.deliverToServer();
    Loopback unasked =
        Loopback.of(Servers.client(), server)
            .toServer(
                ClientHello.class, hello -> Hellos.without(hello, ExtensionType.STATUS_REQUEST));
    unasked.deliverToServer();

    assertEquals(HandshakeType.CERTIFICATE_STATUS, types(asked.server()).get(2));
    assertEquals(
        response,
        ((CertificateStatus)
                HandshakeCodecs.TLS12.decode(
                    List.copyOf(asked.server().outbox()).get(2).frame().orElseThrow()))
            .ocspResponse());
    assertFalse(types(unasked.server()).contains(HandshakeType.CERTIFICATE_STATUS));
  }

  private static List<HandshakeType> types(TestPeer peer) {
    return peer.outbox().stream().map(sent -> sent.frame().orElseThrow().type()).toList();
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: another ClientHello is answered with no_renegotiation")
  void renegotiation() throws TlsException {
    Loopback loopback = Loopback.of(Servers.client(), Servers.server());
    List<TestPeer.Sent> hellos = new ArrayList<>(loopback.client().outbox());
    loopback.connect();
    TestPeer server = loopback.server();

    for (int i = 0; i < 2; i++) {
      server.receive(new TestPeer.Sent(hellos.get(0).frame(), server.readEpoch()));
    }

    assertTrue(server.isConnected());
    assertTrue(server.outbox().isEmpty(), "no ServerHello");
    assertEquals(
        List.of(AlertDescription.NO_RENEGOTIATION, AlertDescription.NO_RENEGOTIATION),
        server.warnings());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.1: a client must not send HelloRequest")
  void helloRequest() {
    TestPeer server = Loopback.of(Servers.client(), Servers.server()).connect().server();

    TlsException failure =
        assertThrows(
            UnexpectedMessage.class,
            () ->
                server.receive(
                    new TestPeer.Sent(
                        Optional.of(Loopback.frameOf(new HelloRequest(), true)),
                        server.readEpoch())));
    assertEquals(Optional.of(ORDER), failure.clause());
  }

  @Test
  @DisplayName("TLS 1.2 has no key update; a close_notify closes both directions (§7.2.1)")
  void connected() {
    HandshakeState.Connected connected =
        Loopback.of(Servers.client(), Servers.server()).connect().server().connected();

    assertFalse(connected.canUpdateKeys());
    assertThrows(LocalFault.class, () -> connected.updateKeys(false));
    assertTrue(connected.closesBothDirections());
  }

  private static Loopback withCertificate(ClientAuthentication mode) {
    return Loopback.of(
        Servers.client().credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
        asking(mode));
  }
}
