package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.authentication.PeerChain;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import dev.clasp.tls.x509.path.Purpose;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_CERT of the TLS 1.3 client (RFC 9846 appendix A.1, §4.5.1).
 *
 * <p>Receives Certificate; then the path is validated as delegated work.
 *
 * @param transcript {@code ClientHello...} EncryptedExtensions or CertificateRequest
 * @param request the server's wish for a certificate of ours
 */
record WaitCertificate(
    ClientHandshake13 handshake, Transcript transcript, Optional<CertificateRequest13> request)
    implements Client13State {

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
    // "in the case of server authentication, this field SHALL be zero length"
    if (!certificate.certificateRequestContext().isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.5.1", 5),
          "Certificate.certificate_request_context: %d bytes, expected none"
              .formatted(certificate.certificateRequestContext().size()));
    }
    // "If the server supplies an empty Certificate message, the client MUST abort the handshake
    // with a decode_error alert."
    if (certificate.certificateList().isEmpty()) {
      throw new DecodeException(
          "Certificate.certificate_list",
          "empty, expected at least one certificate",
          Rfc.rfc9846("4.5.1.3", 1));
    }
    // "Extensions in the Certificate message from the server MUST correspond to ones from the
    // ClientHello message."
    for (CertificateEntry entry : certificate.certificateList()) {
      entry
          .extensions()
          .requireOnlyOffered(handshake.hello().extensions(), MessageContext.CERTIFICATE);
    }
    PeerCertificates peer =
        new PeerCertificates(
            PeerChain.parse(certificate),
            PeerChain.evidence(certificate),
            Purpose.TLS_SERVER,
            Optional.of(handshake.server()),
            handshake.config().clock().instant());
    Transcript throughCertificate = transcript.plus(incoming);
    return Step.to(
        new Working(
            new PendingWork(
                "validate the server's certificate", () -> validated(peer, throughCertificate))));
  }

  private Step validated(PeerCertificates peer, Transcript throughCertificate) throws TlsException {
    PathValidated path = PeerChain.validate(handshake.config().peerVerifier(), peer);
    return Step.to(new WaitCertificateVerify(handshake, throughCertificate, request, path));
  }
}
