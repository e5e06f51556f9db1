package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.authentication.PeerSignature;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;
import java.util.Set;

/**
 * Behind the client's Certificate in answer to a request behind the handshake (RFC 9846 §4.7.2).
 *
 * <p>Receives the client's CertificateVerify; then the signature is checked as delegated work.
 *
 * @param transcript {@code ClientHello...client Finished}, CertificateRequest, Certificate
 * @param path the client's chain is one we believe
 */
record WaitPostHandshakeCertificateVerify(
    ServerConfig config, Connected13 connected, Transcript transcript, PathValidated path)
    implements PostHandshakeState {

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
            ServerParameters.clientSchemes(config));
    Transcript certificateVerify = transcript.plus(incoming);
    return Step.to(
        new Working(
            new PendingWork(
                "verify the client's signature", () -> verified(signature, certificateVerify)),
            connected));
  }

  private Step verified(PeerSignature signature, Transcript certificateVerify) throws TlsException {
    PeerAuthenticated peer = signature.verify(config.crypto(), path);
    return Step.to(new WaitPostHandshakeFinished(connected, certificateVerify, Optional.of(peer)));
  }

  @Override
  public WaitPostHandshakeCertificateVerify with(ApplicationKeys keys) {
    return new WaitPostHandshakeCertificateVerify(config, connected.with(keys), transcript, path);
  }
}
