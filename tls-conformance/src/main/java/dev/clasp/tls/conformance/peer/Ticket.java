package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.protocol.Suite13;

/**
 * A ticket and the connection it came on (RFC 9846 §4.7.1).
 *
 * <p>It may come before our Finished, on which its key depends; so the key is derived when it is
 * used.
 *
 * @param receivedAt {@link System#nanoTime}
 */
public record Ticket(NewSessionTicket13 message, Secrets secrets, Suite13 suite, long receivedAt) {
  /** The pre-shared key. */
  public Secret psk() throws ScriptException {
    return secrets.ticketPsk(message.ticketNonce());
  }

  /** The time since it came, in milliseconds, hidden by ticket_age_add (RFC 9846 §4.3.11.1). */
  public long obfuscatedAge() {
    long age = (System.nanoTime() - receivedAt) / 1_000_000;
    return (age + message.ticketAgeAdd()) & 0xFFFFFFFFL;
  }
}
