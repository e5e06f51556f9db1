package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.SessionId;
import java.time.Duration;
import java.time.Instant;

/**
 * A session of TLS 1.2 (RFC 5246 §7.3, RFC 5077).
 *
 * @param suite has to be the same when it is resumed
 * @param secret the main secret, 48 bytes
 * @param extendedMainSecret has to be the same when it is resumed (RFC 7627 §5.3)
 * @param sessionId by which the server knows it; empty when only a ticket does
 * @param ticket what the client presents; empty without one, and at the server
 */
public record Session12(
    SessionOrigin origin,
    CipherSuite suite,
    Secret secret,
    boolean extendedMainSecret,
    SessionId sessionId,
    Bytes ticket,
    Instant issued,
    Duration lifetime)
    implements Session {

  /** The same with the ticket that stands for it. */
  public Session12 withTicket(Bytes other) {
    return new Session12(
        origin, suite, secret, extendedMainSecret, sessionId, other, issued, lifetime);
  }

  @Override
  public int weight() {
    return origin.weight() + secret.size() + ticket.size() + 128;
  }
}
