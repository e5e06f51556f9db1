package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * At the end of a client's answer to a request behind the handshake (RFC 9846 §4.7.2).
 *
 * <p>Receives the client's Finished, which is made with its current write secret.
 *
 * @param transcript through the message before the Finished
 * @param peer who the client is; empty when it declined to say
 */
record WaitPostHandshakeFinished(
    Connected13 connected, Transcript transcript, Optional<PeerAuthenticated> peer)
    implements PostHandshakeState {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.FINISHED);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Finished finished)) {
      throw refusal(incoming.message().type());
    }
    connected.keys().read().verify(finished.verifyData(), transcript);
    return Step.to(peer.isPresent() ? connected.identified(peer.get()) : connected)
        .report(new HandshakeEvent.CertificateAnswered(peer.flatMap(PeerAuthenticated::path)));
  }

  @Override
  public WaitPostHandshakeFinished with(ApplicationKeys keys) {
    return new WaitPostHandshakeFinished(connected.with(keys), transcript, peer);
  }
}
