package dev.clasp.tls.handshake.config;

import dev.clasp.tls.handshake.session.ReplayGuard;
import java.time.Duration;

/**
 * Whether and how a server accepts early data (RFC 9846 §4.3.10, §8). None by default: early data
 * can be replayed, and only the application knows what may be.
 *
 * @param maxSize bytes of application data a client may send early; 0 accepts none
 * @param guard against replays
 * @param window by which the age of a ticket may differ from what the client says
 */
public record EarlyDataPolicy(long maxSize, ReplayGuard guard, Duration window) {
  /** "windows on the order of ten seconds" (RFC 9846 §8.3). */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  /** Accepts none. */
  public static final EarlyDataPolicy NONE = new EarlyDataPolicy(0, ReplayGuard.NEVER, WINDOW);

  public EarlyDataPolicy {
    if (maxSize < 0 || maxSize > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(
          "early data: %d bytes, expected 0 to 2^32-1".formatted(maxSize));
    }
    if (window.isNegative() || window.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("window: %s, expected up to an hour".formatted(window));
    }
  }
}
