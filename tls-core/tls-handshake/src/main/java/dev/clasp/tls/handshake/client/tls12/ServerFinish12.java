package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.transcript.Transcript;
import java.util.Optional;

/**
 * What the client knows while it waits for the server's {@code [NewSessionTicket]
 * [ChangeCipherSpec] Finished}, in a full and in an abbreviated handshake.
 *
 * @param transcript all messages so far: through our Finished, or ServerHello when resuming
 * @param server what it has shown of itself
 * @param resumed the session that goes on; empty in a full handshake
 * @param ticket that came
 */
record ServerFinish12(
    ClientHandshake12 handshake,
    MainSecret12 main,
    KeyBlock12 keys,
    Transcript transcript,
    ServerProof12 server,
    Optional<Session12> resumed,
    Optional<NewSessionTicket12> ticket) {

  /** What to wait for first. */
  Client12State firstState() {
    return handshake.expectsTicket()
        ? new WaitNewSessionTicket(this)
        : new WaitChangeCipherSpec(this);
  }

  /** The session that goes on here failed with its handshake; a new one is not kept yet. */
  void forgetResumed() {
    if (resumed.isPresent()) {
      handshake.sessions().forget();
    }
  }

  ServerFinish12 with(NewSessionTicket12 received, Incoming incoming) {
    return new ServerFinish12(
        handshake, main, keys, transcript.plus(incoming), server, resumed, Optional.of(received));
  }

  /** "Note: ChangeCipherSpec is not a handshake message": only Finished goes on behind this. */
  ServerFinish12 with(Transcript longer) {
    return new ServerFinish12(handshake, main, keys, longer, server, resumed, ticket);
  }
}
