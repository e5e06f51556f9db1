package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the NewSessionTicket that the ServerHello has announced: "This
 * message MUST be sent if the server included a SessionTicket extension in the ServerHello" (RFC
 * 5077 §3.3).
 *
 * <p>Receives NewSessionTicket, in the clear, since it comes before the ChangeCipherSpec. The
 * Finished covers it.
 */
record WaitNewSessionTicket(ServerFinish12 finish) implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.NEW_SESSION_TICKET);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof NewSessionTicket12 ticket)) {
      throw refusal(incoming.message().type());
    }
    return Step.to(new WaitChangeCipherSpec(finish.with(ticket, incoming)));
  }

  @Override
  public void onFatalAlert() {
    finish.forgetResumed();
  }
}
