package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerChain12;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.path.PathValidated;
import dev.clasp.tls.x509.path.Purpose;
import java.util.Optional;
import java.util.Set;

/**
 * Waits for the certificate we asked for (RFC 5246 §7.4.6).
 *
 * <p>Receives the client's Certificate; then the path is validated as delegated work. Behind an
 * empty one no CertificateVerify comes.
 *
 * @param messages {@code ClientHello...ServerHelloDone}
 */
record WaitCertificate(
    ServerHandshake12 handshake, ServerPremaster12 premaster, TranscriptBuffer messages)
    implements Server12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CERTIFICATE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Certificate12 certificate)) {
      throw refusal(incoming.message().type());
    }
    TranscriptBuffer throughCertificate = messages.plus(incoming.raw());
    if (certificate.certificateList().isEmpty()) {
      return onEmpty(throughCertificate);
    }
    ServerConfig config = handshake.config();
    PeerCertificates peer =
        new PeerCertificates(
            PeerChain12.parse(certificate),
            Purpose.TLS_CLIENT,
            Optional.empty(),
            config.clock().instant());
    return Step.to(
        new HandshakeState.Working(
            new PendingWork(
                "validate the client's certificate", () -> validated(peer, throughCertificate))));
  }

  /**
   * "the server MAY at its discretion either continue the handshake without client authentication,
   * or respond with a fatal handshake_failure alert" (§7.4.6).
   */
  private Step onEmpty(TranscriptBuffer throughCertificate) throws CertificateRejected {
    if (handshake.config().clientAuthentication() == ClientAuthentication.NEEDED) {
      throw new CertificateRejected(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc5246("7.4.6", 2),
          "Certificate.certificate_list: empty, expected the client's certificate");
    }
    return Step.to(
        new WaitClientKeyExchange(handshake, premaster, throughCertificate, Optional.empty()));
  }

  private Step validated(PeerCertificates peer, TranscriptBuffer throughCertificate)
      throws TlsException {
    PathValidated path =
        PeerChain12.validate(
            handshake.config().peerVerifier(), peer, KeyUsage.Bit.DIGITAL_SIGNATURE);
    return Step.to(
        new WaitClientKeyExchange(handshake, premaster, throughCertificate, Optional.of(path)));
  }
}
