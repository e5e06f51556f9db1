package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CertificateRequest, and what the client answers (RFC 5246 §7.4.4, §7.4.6, §7.4.8). */
class ClientCertificate12Test {
  private static final Bytes BOTH_TYPES =
      Bytes.of(CertificateRequest12.RSA_SIGN, CertificateRequest12.ECDSA_SIGN);

  @ParameterizedTest
  @CsvSource({
    "RSA, rsa_pkcs1_sha256",
    "RSA, rsa_pss_rsae_sha256",
    "RSASSA-PSS, rsa_pss_pss_sha256",
    "P-256, ecdsa_secp256r1_sha256",
    "P-256, ecdsa_secp384r1_sha384",
    "P-384, ecdsa_secp384r1_sha384",
    "Ed25519, ed25519",
    "Ed448, ed448"
  })
  void signsEverythingSoFar(String keyType, String schemeName) throws Exception {
    SignatureScheme scheme = SignatureScheme.byName(schemeName).orElseThrow();
    Credential own = TestCertificates.client(keyType);
    ScriptedServer12 server =
        ask(own, new CertificateRequest12(BOTH_TYPES, List.of(scheme), List.of()));
    Bytes before = server.joined();

    server.takeFlight(List.of()).sendChangeCipherSpec().sendFinished();

    assertTrue(server.client.isConnected());
    assertEquals(
        List.of(
            Certificate12.class, ClientKeyExchange.class, CertificateVerify.class, Finished.class),
        server.received.stream().map(HandshakeMessage::getClass).toList());
    assertEquals(new Certificate12(List.of(own.endEntity().der())), server.received.get(0));
    CertificateVerify verify = (CertificateVerify) server.received.get(2);
    assertEquals(scheme, verify.algorithm());
    PublicKeyInfo key = own.endEntity().publicKey().orElseThrow();
    Bytes signed =
        Bytes.concat(before, server.received.get(0).framed(), server.received.get(1).framed());
    assertTrue(
        TestConfigs.CRYPTO
            .verifiers()
            .verify(scheme.algorithm12().orElseThrow(), key, signed, verify.signature()),
        "the signature covers all messages up to ClientKeyExchange");
  }

  @Test
  @DisplayName("RFC 5246 §7.4.6: without a suitable certificate an empty message")
  void withoutACertificate() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();
    askWith(server, request(BOTH_TYPES, SignatureScheme.ECDSA_SECP256R1_SHA256));

    server.takeFlight(List.of()).sendChangeCipherSpec().sendFinished();

    assertTrue(server.client.isConnected());
    assertEquals(new Certificate12(List.of()), server.received.get(0));
    assertFalse(server.received.stream().anyMatch(CertificateVerify.class::isInstance));
    assertTrue(server.client.event(HandshakeEvent.CertificateRequested.class).isPresent());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.4: a key of a type that was not asked for is not sent")
  void certificateTypes() throws TlsException {
    CertificateRequest12 rsaOnly =
        request(Bytes.of(CertificateRequest12.RSA_SIGN), SignatureScheme.ECDSA_SECP256R1_SHA256);
    ScriptedServer12 server = ask(TestCertificates.client("P-256"), rsaOnly);

    server.takeFlight(List.of());

    assertEquals(new Certificate12(List.of()), server.received.get(0));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.4: nor one that no scheme asked for fits")
  void schemes() throws TlsException {
    ScriptedServer12 server =
        ask(
            TestCertificates.client("P-256"),
            request(BOTH_TYPES, SignatureScheme.RSA_PKCS1_SHA256));

    server.takeFlight(List.of());

    assertEquals(new Certificate12(List.of()), server.received.get(0));
  }

  @Test
  void withoutARequestNothingIsSent() throws TlsException {
    ScriptedServer12 server =
        Servers12.ecdhe(
            Servers12.client()
                .credentials(CredentialSelector.of(TestCertificates.client("P-256"))));

    server.connect();

    assertEquals(
        List.of(ClientKeyExchange.class, Finished.class),
        server.received.stream().map(HandshakeMessage::getClass).toList());
  }

  @Test
  @DisplayName("RFC 5246 §7.4: a second CertificateRequest")
  void twoRequests() {
    CertificateRequest12 request = request(BOTH_TYPES, SignatureScheme.ED25519);

    Servers12.ecdhe()
        .fails(
            AlertDescription.UNEXPECTED_MESSAGE,
            Rfc.rfc5246("7.4"),
            server ->
                server
                    .send(server.hello())
                    .send(server.certificate())
                    .send(server.keyExchange(server.ecdhe(NamedGroup.X25519)))
                    .send(request)
                    .send(request));
  }

  private static ScriptedServer12 ask(Credential own, CertificateRequest12 request)
      throws TlsException {
    ScriptedServer12 server =
        Servers12.ecdhe(Servers12.client().credentials(CredentialSelector.of(own)));
    askWith(server, request);
    return server;
  }

  private static void askWith(ScriptedServer12 server, CertificateRequest12 request)
      throws TlsException {
    server
        .send(server.hello())
        .send(server.certificate())
        .send(server.keyExchange(server.ecdhe(NamedGroup.X25519)))
        .send(request)
        .send(new ServerHelloDone());
  }

  private static CertificateRequest12 request(Bytes types, SignatureScheme scheme) {
    return new CertificateRequest12(types, List.of(scheme), List.of());
  }
}
