package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;

/**
 * The server's last flight of a full handshake (RFC 5246 §7.3, RFC 5077 §3.1).
 *
 * <pre>{@code
 * [NewSessionTicket], [ChangeCipherSpec], Finished
 * }</pre>
 *
 * @param session what was agreed, for the ticket
 * @param clientFinished {@code ClientHello...client Finished}
 */
record ServerFinishedFlight12(
    ServerHandshake12 handshake,
    MainSecret12 main,
    KeyBlock12 keys,
    Session12 session,
    Transcript clientFinished) {
  private static final int MAX_TICKET = 0xFFFF;

  Step send(HandshakeState next) {
    Flight ticket = Flight.after(clientFinished);
    Step step = Step.to(next);
    if (handshake.sendsTicket()) {
      ticket = ticket.plus(newSessionTicket());
      step = step.send(ticket.encoded());
    }
    Flight finished =
        Flight.after(ticket.transcript())
            .plus(new Finished(main.serverVerifyData(ticket.transcript())));
    return step.sendChangeCipherSpec().changeWriteKeys(keys.server()).send(finished.encoded());
  }

  /**
   * "If the server determines that it does not want to include a ticket after it has included the
   * SessionTicket extension in the ServerHello, then it sends a zero-length ticket" (RFC 5077
   * §3.3): a ticket with a very long chain does not fit.
   */
  private NewSessionTicket12 newSessionTicket() {
    Bytes ticket = handshake.config().tickets().orElseThrow().seal(session);
    return ticket.size() > MAX_TICKET
        ? new NewSessionTicket12(0, Bytes.empty())
        : new NewSessionTicket12(session.lifetime().toSeconds(), ticket);
  }
}
