package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * What a connection leaves behind so that a later one can resume it. An immutable value, of either
 * role; whoever has it can resume the session.
 */
public sealed interface Session permits Session12, Session13 {
  /**
   * The longest a session lives: "Servers MUST NOT use any value greater than 604800 seconds (7
   * days)" (RFC 9846 §4.7.1). TLS 1.2 has no bound of its own; we use the same.
   */
  Duration MAX_LIFETIME = Duration.ofDays(7);

  SessionOrigin origin();

  /** When it, or its ticket, was issued or received, by the clock of whoever holds it. */
  Instant issued();

  /** How long it may be used from {@link #issued} on. */
  Duration lifetime();

  /** What resumption rests on: the main secret in TLS 1.2, a PSK in TLS 1.3. */
  Secret secret();

  /** What it takes in memory, roughly, in bytes. */
  int weight();

  default boolean isExpired(Instant now) {
    return !now.isBefore(issued().plus(lifetime())) || now.isBefore(issued().minusSeconds(60));
  }
}
