package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.authentication.PeerSignature12;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;
import java.util.Set;

/**
 * Waits for the proof that the client has the key of its certificate (RFC 5246 §7.4.8).
 *
 * <p>Receives CertificateVerify; then the signature is checked as delegated work.
 *
 * @param messages {@code ClientHello...ClientKeyExchange}: what is signed
 */
record WaitCertificateVerify(
    ServerHandshake12 handshake, MainSecret12 main, TranscriptBuffer messages, PathValidated path)
    implements Server12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CERTIFICATE_VERIFY);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof CertificateVerify verify)) {
      throw refusal(incoming.message().type());
    }
    // "all handshake messages sent or received, starting at client hello and up to, but not
    // including, this message"
    Bytes signed = Bytes.concat(messages.messages().toArray(Bytes[]::new));
    PeerSignature12 signature =
        PeerSignature12.ofClient(
            verify, signed, ServerHelloFlight12.acceptedSchemes(handshake.config()));
    TranscriptBuffer throughVerify = messages.plus(incoming.raw());
    return Step.to(
        new HandshakeState.Working(
            new PendingWork(
                "verify the client's signature", () -> verified(signature, throughVerify))));
  }

  private Step verified(PeerSignature12 signature, TranscriptBuffer throughVerify)
      throws TlsException {
    PeerAuthenticated peer = signature.verify(handshake.config().crypto(), path);
    return Step.to(
            WaitChangeCipherSpec.full(
                handshake,
                main,
                throughVerify,
                ClientClaim12.of(Optional.of(peer), Optional.empty())))
        .report(new HandshakeEvent.PeerIdentified(path));
  }
}
