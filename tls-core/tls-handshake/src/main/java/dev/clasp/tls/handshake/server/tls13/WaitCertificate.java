package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.authentication.PeerChain;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_CERT of the TLS 1.3 server (RFC 9846 appendix A.2, §4.5.1).
 *
 * <p>Receives the client's Certificate; then the path is validated as delegated work. Behind an
 * empty one no CertificateVerify comes.
 *
 * @param transcript {@code ClientHello...server Finished}
 */
record WaitCertificate(ServerHandshake13 handshake, ServerSecrets13 secrets, Transcript transcript)
    implements Server13State {

  @Override
  public Set<HandshakeType> expects() {
    return handshake.config().certificateCompressions().isEmpty()
        ? Set.of(HandshakeType.CERTIFICATE)
        : Set.of(HandshakeType.CERTIFICATE, HandshakeType.COMPRESSED_CERTIFICATE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    Optional<Certificate13> received =
        CertificateCompressions.certificate(
            incoming.message(), handshake.config().certificateCompressions());
    if (received.isEmpty()) {
      throw refusal(incoming.message().type());
    }
    Certificate13 certificate = received.get();
    // "the value of certificate_request_context in that message", which is empty in a handshake
    if (!certificate.certificateRequestContext().isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.5.1"),
          "Certificate.certificate_request_context: %d bytes, we sent none"
              .formatted(certificate.certificateRequestContext().size()));
    }
    Optional<PeerCertificates> peer = ClientCertificate.received(certificate, handshake.config());
    Transcript throughCertificate = transcript.plus(incoming);
    if (peer.isEmpty()) {
      return Step.to(new WaitFinished(handshake, secrets, throughCertificate, Optional.empty()));
    }
    return Step.to(
        new Working(
            new PendingWork(
                "validate the client's certificate",
                () -> validated(peer.get(), throughCertificate))));
  }

  private Step validated(PeerCertificates peer, Transcript throughCertificate) throws TlsException {
    PathValidated path = PeerChain.validate(handshake.config().peerVerifier(), peer);
    return Step.to(new WaitCertificateVerify(handshake, secrets, throughCertificate, path));
  }
}
