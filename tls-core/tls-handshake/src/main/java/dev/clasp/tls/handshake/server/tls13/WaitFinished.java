package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_FINISHED of the TLS 1.3 server (RFC 9846 appendix A.2, §4.5.3).
 *
 * <p>Receives the client's Finished; then we read with application traffic keys.
 *
 * @param transcript through the message before the client's Finished
 * @param peer who the client is; empty for an anonymous one
 */
record WaitFinished(
    ServerSecrets13 secrets, Transcript transcript, Optional<PeerAuthenticated> peer)
    implements Server13State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.FINISHED);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Finished finished)) {
      throw refusal(incoming.message().type());
    }
    FinishedVerified verified = secrets.client().verify(finished.verifyData(), transcript);
    RecordBoundary boundary = incoming.requireRecordBoundary();
    return Step.to(new Connected13(secrets.application(), peer, verified))
        .changeReadKeys(secrets.application().readEpoch(), boundary)
        .report(new HandshakeEvent.HandshakeComplete(secrets.exporter()));
  }
}
