package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Suite13;
import java.time.Duration;
import java.time.Instant;

/**
 * A session of TLS 1.3: the PSK of one NewSessionTicket (RFC 9846 §4.7.1).
 *
 * @param suite of the connection; its hash is the PSK's
 * @param secret the PSK; erased by nobody here, since the value may be in a store
 * @param ticket what the client presents; empty at the server, which got it back
 * @param ticketAgeAdd hides the age from everybody else, 0 to 2^32-1
 * @param maxEarlyDataSize bytes of early data the ticket is good for; 0 for none
 */
public record Session13(
    SessionOrigin origin,
    Suite13 suite,
    Secret secret,
    Bytes ticket,
    long ticketAgeAdd,
    Instant issued,
    Duration lifetime,
    long maxEarlyDataSize)
    implements Session {

  /** The same with the ticket that stands for it. */
  public Session13 withTicket(Bytes other) {
    return new Session13(
        origin, suite, secret, other, ticketAgeAdd, issued, lifetime, maxEarlyDataSize);
  }

  /**
   * {@code obfuscated_ticket_age}: "the age of the ticket in milliseconds" plus ticket_age_add,
   * "modulo 2^32" (RFC 9846 §4.3.11).
   */
  public long obfuscatedAge(Instant now) {
    return Duration.between(issued, now).toMillis() + ticketAgeAdd & 0xFFFF_FFFFL;
  }

  /** The age in milliseconds that a client reported (RFC 9846 §4.3.11.1). */
  public long reportedAge(long obfuscatedTicketAge) {
    return obfuscatedTicketAge - ticketAgeAdd & 0xFFFF_FFFFL;
  }

  @Override
  public int weight() {
    return origin.weight() + secret.size() + ticket.size() + 96;
  }
}
