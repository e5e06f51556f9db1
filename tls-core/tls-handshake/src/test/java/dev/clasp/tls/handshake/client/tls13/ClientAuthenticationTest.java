package dev.clasp.tls.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampList;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WAIT_CERT, WAIT_CV and WAIT_FINISHED: how the client learns whom it talks to (RFC 9846 §4.5). */
class ClientAuthenticationTest {
  @Test
  @DisplayName("RFC 9846 §4.5.1: certificate_request_context is not empty")
  void certificateContext() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(
            Certificate13.class,
            message -> new Certificate13(Bytes.of(1), message.certificateList()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.3: an empty Certificate")
  void emptyCertificate() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(Certificate13.class, message -> new Certificate13(Bytes.empty(), List.of()))
        .clientFails(AlertDescription.DECODE_ERROR, Rfc.rfc9846("4.5.1.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: an extension of an entry that was not offered")
  void entryExtension() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(
            Certificate13.class,
            message ->
                new Certificate13(
                    Bytes.empty(),
                    List.of(
                        new CertificateEntry(
                            message.certificateList().get(0).certData(),
                            Extensions.of(
                                new SignedCertificateTimestampList(List.of(Bytes.of(1))))))))
        .clientFails(AlertDescription.UNSUPPORTED_EXTENSION, Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 9846 §6.2: a corrupt certificate")
  void corruptCertificate() {
    for (Bytes garbage : List.of(Bytes.of(0), Bytes.of(0x30, 0x03, 1, 2, 3))) {
      Loopback.of(TestConfigs.client(), TestConfigs.server())
          .toClient(
              Certificate13.class,
              message ->
                  new Certificate13(
                      Bytes.empty(), List.of(new CertificateEntry(garbage, Extensions.EMPTY))))
          .clientFails(AlertDescription.BAD_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §6.2: an unknown authority")
  void unknownAuthority() {
    Loopback.of(TestConfigs.client().trust(TrustStore.of()), TestConfigs.server())
        .clientFails(AlertDescription.UNKNOWN_CA, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §6.2: an expired certificate, and one of the future")
  void outsideItsValidity() {
    for (int days : new int[] {-30, 30}) {
      ClientConfig.Builder client =
          TestConfigs.client()
              .clock(InstantSource.fixed(TestCertificates.NOW.plusSeconds(days * 86_400L)));
      Loopback.of(client, TestConfigs.server())
          .clientFails(AlertDescription.CERTIFICATE_EXPIRED, Rfc.rfc9846("4.5.1.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §6.2: a certificate for another name")
  void anotherName() {
    Loopback.of(
            TestConfigs.client(),
            server(
                CredentialSelector.of(
                    TestCertificates.server("other.test", "P-256", KeyUsage.digitalSignature))))
        .clientFails(AlertDescription.BAD_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §6.2: a certificate for clients")
  void anotherPurpose() {
    Loopback.of(
            TestConfigs.client(), server(CredentialSelector.of(TestCertificates.client("P-256"))))
        .clientFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.2: a key usage without digitalSignature")
  void keyUsage() {
    CredentialSelector careless =
        request ->
            Optional.of(
                TestCertificates.server(TestCertificates.HOST, "P-256", KeyUsage.keyAgreement));
    Loopback.of(TestConfigs.client(), server(careless))
        .clientFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.2: a certificate that is not X.509v3")
  void version1() {
    CredentialSelector old = request -> Optional.of(TestCertificates.version1());
    Loopback.of(TestConfigs.client(), server(old))
        .clientFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  void dangerousAcceptsAnyCertificateButNotAnySignature() {
    ClientConfig.Builder client = TestConfigs.client().dangerous().acceptAnyCertificate();
    ServerConfig.Builder stranger =
        server(
            CredentialSelector.of(
                TestCertificates.server("other.test", "P-256", KeyUsage.digitalSignature)));

    Loopback.of(client, stranger).connect();
    Loopback.of(client, stranger)
        .toClient(CertificateVerify.class, ClientAuthenticationTest::spoiled)
        .clientFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: an algorithm that was not offered")
  void algorithmNotOffered() {
    algorithmFails(SignatureScheme.RSA_PSS_RSAE_SHA384, "RSA"); // which the key could do
    algorithmFails(new SignatureScheme(0x0A0A), "P-256");
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: PKCS #1 v1.5 was offered, but for certificates only")
  void algorithmForCertificatesOnly() {
    Loopback.of(TestConfigs.client(), TestConfigs.server("RSA"))
        .toClient(
            CertificateVerify.class,
            message -> new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256, message.signature()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: an algorithm that does not fit the key")
  void algorithmForAnotherKey() {
    Loopback.of(TestConfigs.client(), TestConfigs.server("RSA"))
        .toClient(
            CertificateVerify.class,
            message ->
                new CertificateVerify(SignatureScheme.ECDSA_SECP256R1_SHA256, message.signature()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
    Loopback.of(TestConfigs.client(), TestConfigs.server("RSA"))
        .toClient(
            CertificateVerify.class,
            message ->
                new CertificateVerify(SignatureScheme.RSA_PSS_PSS_SHA256, message.signature()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: a signature that does not verify")
  void wrongSignature() {
    for (String keyType : TestCertificates.KEY_TYPES) {
      Loopback.of(TestConfigs.client(), TestConfigs.server(keyType))
          .toClient(CertificateVerify.class, ClientAuthenticationTest::spoiled)
          .clientFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
      Loopback.of(TestConfigs.client(), TestConfigs.server(keyType))
          .toClient(
              CertificateVerify.class,
              message -> new CertificateVerify(message.algorithm(), Bytes.empty()))
          .clientFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: the signature covers the handshake up to the Certificate")
  void signatureOfAnotherHandshake() {
    List<CertificateVerify> earlier = new ArrayList<>();
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(
            CertificateVerify.class,
            message -> {
              earlier.add(message);
              return message;
            })
        .connect();

    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(CertificateVerify.class, message -> earlier.get(0))
        .clientFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: a Finished that does not verify")
  void wrongFinished() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(
            Finished.class,
            message -> new Finished(Bytes.copyOf(new byte[message.verifyData().size()])))
        .clientFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: a Finished of another length")
  void finishedOfAnotherLength() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(Finished.class, message -> new Finished(message.verifyData().plus(Bytes.of(0))))
        .clientFails(AlertDescription.DECODE_ERROR, Rfc.rfc9846("4.5.3"));
  }

  @Test
  @DisplayName("RFC 9846 §5.1: more data behind the Finished in its record")
  void recordBoundary() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .framesToClient(
            frame ->
                frame.type() == HandshakeType.FINISHED
                    ? new HandshakeFrame(frame.type(), frame.body(), frame.raw(), false)
                    : frame)
        .clientFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: no Certificate unless it was asked for")
  void sendsNoCertificateUnasked() {
    assertEquals(
        List.of(HandshakeType.FINISHED),
        secondFlight(
            TestConfigs.client()
                .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
            TestConfigs.server()));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: an empty Certificate without a suitable one, no CertificateVerify")
  void sendsAnEmptyCertificate() {
    assertEquals(
        List.of(HandshakeType.CERTIFICATE, HandshakeType.FINISHED),
        secondFlight(TestConfigs.client(), asking()));
    assertEquals(
        List.of(HandshakeType.CERTIFICATE, HandshakeType.FINISHED),
        secondFlight(
            TestConfigs.client()
                .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
            asking().signatureSchemes(List.of(SignatureScheme.ED25519))));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: CertificateVerify between Certificate and Finished")
  void sendsItsCertificate() {
    assertEquals(
        List.of(
            HandshakeType.CERTIFICATE, HandshakeType.CERTIFICATE_VERIFY, HandshakeType.FINISHED),
        secondFlight(
            TestConfigs.client()
                .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
            asking()));
  }

  @Test
  void aKeyThatRefusesIsOurOwnFault() {
    CredentialSelector refusing =
        CredentialSelector.of(TestCertificates.refusing(TestCertificates.client("P-256")));
    Loopback loopback = Loopback.of(TestConfigs.client().credentials(refusing), asking());

    TlsException e = loopback.clientFails();

    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), e.alert());
  }

  @Test
  void reportsWhomItTalksTo() {
    Loopback loopback = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect();

    assertEquals(
        TestCertificates.server("P-256").endEntity().subject(),
        loopback
            .client()
            .event(HandshakeEvent.PeerIdentified.class)
            .orElseThrow()
            .path()
            .leaf()
            .subject());
    assertFalse(loopback.client().event(HandshakeEvent.CertificateRequested.class).isPresent());
  }

  private static void algorithmFails(SignatureScheme scheme, String keyType) {
    Loopback.of(
            TestConfigs.client()
                .signatureSchemes(
                    List.of(
                        SignatureScheme.ECDSA_SECP256R1_SHA256,
                        SignatureScheme.RSA_PSS_RSAE_SHA256)),
            TestConfigs.server(keyType))
        .toClient(
            CertificateVerify.class, message -> new CertificateVerify(scheme, message.signature()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
  }

  private static List<HandshakeType> secondFlight(
      ClientConfig.Builder client, ServerConfig.Builder server) {
    List<HandshakeType> types = new ArrayList<>();
    Loopback.of(client, server)
        .framesToServer(
            frame -> {
              types.add(frame.type());
              return frame;
            })
        .connect();
    return types.subList(1, types.size());
  }

  private static ServerConfig.Builder asking() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.WANTED, TestCertificates.trust());
  }

  private static ServerConfig.Builder server(CredentialSelector credentials) {
    return ServerConfig.builder(TestConfigs.CRYPTO, credentials);
  }

  private static CertificateVerify spoiled(CertificateVerify message) {
    byte[] signature = message.signature().toArray();
    signature[signature.length - 1] ^= 1;
    return new CertificateVerify(message.algorithm(), Bytes.copyOf(signature));
  }
}
