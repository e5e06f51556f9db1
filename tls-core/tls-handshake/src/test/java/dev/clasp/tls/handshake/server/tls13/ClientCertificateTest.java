package dev.clasp.tls.handshake.server.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.PeerVerifier;
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
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.TrustStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WAIT_CERT, WAIT_CV and WAIT_FINISHED of the server: whom it talks to (RFC 9846 §4.5). */
class ClientCertificateTest {
  @Test
  @DisplayName("RFC 9846 §4.5.1.3: an empty Certificate where one is needed")
  void certificateRequired() {
    Loopback.of(TestConfigs.client(), needing())
        .serverFails(AlertDescription.CERTIFICATE_REQUIRED, Rfc.rfc9846("4.5.1.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: a context we did not send")
  void context() {
    Loopback.of(authenticating(), needing())
        .toServer(
            Certificate13.class,
            message -> new Certificate13(Bytes.of(1), message.certificateList()))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: an extension of an entry that was not asked for")
  void entryExtension() {
    Loopback.of(authenticating(), needing())
        .toServer(
            Certificate13.class,
            message ->
                new Certificate13(
                    Bytes.empty(),
                    List.of(
                        new CertificateEntry(
                            message.certificateList().get(0).certData(),
                            Extensions.of(
                                new SignedCertificateTimestampList(List.of(Bytes.of(1))))))))
        .serverFails(AlertDescription.UNSUPPORTED_EXTENSION, Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 9846 §6.2: a corrupt certificate")
  void corruptCertificate() {
    Loopback.of(authenticating(), needing())
        .toServer(
            Certificate13.class,
            message ->
                new Certificate13(
                    Bytes.empty(),
                    List.of(new CertificateEntry(Bytes.of(0x30, 0), Extensions.EMPTY))))
        .serverFails(AlertDescription.BAD_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §6.2: an unknown authority, even if a certificate is only wanted")
  void unknownAuthority() {
    for (ClientAuthentication mode :
        List.of(ClientAuthentication.WANTED, ClientAuthentication.NEEDED)) {
      Loopback.of(
              authenticating(), TestConfigs.server().clientAuthentication(mode, TrustStore.of()))
          .serverFails(AlertDescription.UNKNOWN_CA, Rfc.rfc9846("4.5.1.2"));
    }
  }

  @Test
  @DisplayName("RFC 9846 §6.2: a certificate for servers")
  void anotherPurpose() {
    Loopback.of(authenticating(TestCertificates.server("P-256")), needing())
        .serverFails(AlertDescription.UNSUPPORTED_CERTIFICATE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: an algorithm that we did not list")
  void algorithmNotListed() {
    // The key could do it.
    Loopback.of(
            authenticating(TestCertificates.client("RSA")),
            needing().signatureSchemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256)))
        .toServer(
            CertificateVerify.class,
            message ->
                new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA384, message.signature()))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: an algorithm that does not fit the key")
  void algorithmForAnotherKey() {
    Loopback.of(authenticating(), needing())
        .toServer(
            CertificateVerify.class,
            message -> new CertificateVerify(SignatureScheme.ED25519, message.signature()))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: a signature that does not verify")
  void wrongSignature() {
    Loopback.of(authenticating(), needing())
        .toServer(
            CertificateVerify.class,
            message -> new CertificateVerify(message.algorithm(), Bytes.of(1, 2, 3)))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: CertificateVerify may not be left out")
  void certificateVerifyLeftOut() {
    Loopback.of(authenticating(), needing())
        .framesToServer(
            frame ->
                frame.type() == HandshakeType.CERTIFICATE_VERIFY
                    ? Loopback.frameOf(new Finished(Bytes.copyOf(new byte[32])), true)
                    : frame)
        .serverFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("4"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: a Finished that does not verify")
  void wrongFinished() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toServer(Finished.class, message -> new Finished(Bytes.copyOf(new byte[32])))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: a Finished of another length")
  void finishedOfAnotherLength() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toServer(Finished.class, message -> new Finished(message.verifyData().first(12)))
        .serverFails(AlertDescription.DECODE_ERROR, Rfc.rfc9846("4.5.3"));
  }

  @Test
  @DisplayName("RFC 9846 §5.1: more data behind the Finished in its record")
  void recordBoundary() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .framesToServer(
            frame ->
                frame.type() == HandshakeType.FINISHED
                    ? new HandshakeFrame(frame.type(), frame.body(), frame.raw(), false)
                    : frame)
        .serverFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5.1"));
  }

  @Test
  @DisplayName("RFC 9846 §A.2: application keys in both directions behind the client's Finished")
  void rekeys() {
    Loopback loopback = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect();

    assertEquals(
        Optional.of(Epoch13.Kind.APPLICATION),
        loopback.server().readEpoch().map(epoch -> ((Epoch13) epoch).kind()));
  }

  @Test
  void nobodyIsBelievedWithoutAnchors() {
    TlsException e =
        Loopback.of(
                authenticating(),
                TestConfigs.server()
                    .clientAuthentication(ClientAuthentication.WANTED, PeerVerifier.NOBODY))
            .serverFails();

    assertEquals(Optional.of(AlertDescription.UNKNOWN_CA), e.alert());
  }

  private static ServerConfig.Builder needing() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust());
  }

  private static ClientConfig.Builder authenticating() {
    return authenticating(TestCertificates.client("P-256"));
  }

  private static ClientConfig.Builder authenticating(Credential credential) {
    return TestConfigs.client().credentials(CredentialSelector.of(credential));
  }
}
