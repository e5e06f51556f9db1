package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import java.time.Instant;

/**
 * Sees to it that early data is accepted at most once (RFC 9846 §8). Thread-safe, and called in the
 * course of a handshake, so it has to answer at once.
 *
 * <p>Servers that accept each other's tickets share one guard, or "the number of replays" is "the
 * number of server instances". Who cannot decide says no, or throws: both mean that early data is
 * rejected and the handshake goes on without.
 */
@FunctionalInterface
public interface ReplayGuard {
  /** Accepts none. */
  ReplayGuard NEVER = (hello, until) -> false;

  /**
   * Records a ClientHello, and says whether it is the first of its kind (RFC 9846 §8.2).
   *
   * @param hello stands for it: the binder that was validated, "only from validated sections"
   * @param until when it has to be remembered: later the hello would no longer be fresh (§8.3)
   * @return true only when it is certain that it was never seen before
   */
  boolean firstSeen(Bytes hello, Instant until);
}
