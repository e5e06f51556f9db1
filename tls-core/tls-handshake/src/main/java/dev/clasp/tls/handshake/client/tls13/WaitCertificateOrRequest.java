package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CompressedCertificate;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_CERT_CR of the TLS 1.3 client (RFC 9846 appendix A.1, §4.4.2).
 *
 * <p>Receives CertificateRequest, or Certificate straight away.
 *
 * @param transcript {@code ClientHello...EncryptedExtensions}
 */
record WaitCertificateOrRequest(ClientHandshake13 handshake, Transcript transcript)
    implements Client13State {
  @Override
  public Set<HandshakeType> expects() {
    return handshake.config().certificateCompressions().isEmpty()
        ? Set.of(HandshakeType.CERTIFICATE_REQUEST, HandshakeType.CERTIFICATE)
        : Set.of(
            HandshakeType.CERTIFICATE_REQUEST,
            HandshakeType.CERTIFICATE,
            HandshakeType.COMPRESSED_CERTIFICATE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (incoming.message() instanceof Certificate13
        || incoming.message() instanceof CompressedCertificate) {
      return new WaitCertificate(handshake, transcript, Optional.empty()).on(incoming);
    }
    if (!(incoming.message() instanceof CertificateRequest13 request)) {
      throw refusal(incoming.message().type());
    }
    // "This field SHALL be zero length unless used for the post-handshake authentication exchanges"
    if (!request.certificateRequestContext().isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.4.2", 4),
          "CertificateRequest.certificate_request_context: %d bytes, expected none"
              .formatted(request.certificateRequestContext().size()));
    }
    CertificateRequestChecks.require(request);
    return Step.to(new WaitCertificate(handshake, transcript.plus(incoming), Optional.of(request)))
        .report(new HandshakeEvent.CertificateRequested());
  }
}
