package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.authentication.PeerSignature;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_CV of the TLS 1.3 server (RFC 9846 appendix A.2, §4.5.2).
 *
 * <p>Receives the client's CertificateVerify; then the signature is checked as delegated work.
 *
 * @param transcript {@code ClientHello...client Certificate}
 * @param path the client's chain is one we believe
 */
record WaitCertificateVerify(
    ServerHandshake13 handshake, ServerSecrets13 secrets, Transcript transcript, PathValidated path)
    implements Server13State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CERTIFICATE_VERIFY);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof CertificateVerify message)) {
      throw refusal(incoming.message().type());
    }
    PeerSignature signature =
        new PeerSignature(
            message,
            CertificateVerifyContent.CLIENT,
            transcript,
            ServerParameters.clientSchemes(handshake.config()));
    Transcript certificateVerify = transcript.plus(incoming);
    return Step.to(
        new Working(
            new PendingWork(
                "verify the client's signature", () -> verified(signature, certificateVerify))));
  }

  private Step verified(PeerSignature signature, Transcript certificateVerify) throws TlsException {
    PeerAuthenticated peer = signature.verify(handshake.config().crypto(), path);
    return Step.to(new WaitFinished(handshake, secrets, certificateVerify, Optional.of(peer)))
        .report(new HandshakeEvent.PeerIdentified(path));
  }
}
