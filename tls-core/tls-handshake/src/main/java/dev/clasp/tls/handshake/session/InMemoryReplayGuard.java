package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@link ReplayGuard} for one process, in memory and bounded: when it is full of hellos that are
 * still fresh, it accepts no further ones. Thread-safe.
 */
public final class InMemoryReplayGuard implements ReplayGuard {
  /** Hellos remembered, by default: some 100 bytes each. */
  public static final int MAX_HELLOS = 65_536;

  private final int maxHellos;
  private final InstantSource clock;
  private final Instant trustedFrom;
  private final Map<Bytes, Instant> seen = new HashMap<>();
  private Instant nextPurge;

  private InMemoryReplayGuard(int maxHellos, InstantSource clock, Duration quiet) {
    if (maxHellos < 1) {
      throw new IllegalArgumentException("maxHellos: %d, expected 1 or more".formatted(maxHellos));
    }
    this.maxHellos = maxHellos;
    this.clock = clock;
    this.trustedFrom = clock.instant().plus(quiet);
    this.nextPurge = trustedFrom;
  }

  /**
   * For tickets that only this process accepts, whose keys or sessions live in its memory: what
   * came before it started cannot be replayed to it.
   */
  public static InMemoryReplayGuard forOwnTickets(int maxHellos, InstantSource clock) {
    return new InMemoryReplayGuard(maxHellos, clock, Duration.ZERO);
  }

  /**
   * For tickets that outlive this process: "When implementations are freshly started, they SHOULD
   * reject 0-RTT as long as any portion of their recording window overlaps the startup time" (RFC
   * 9846 §8.2).
   *
   * @param window how long a hello is fresh: of the configuration, on both sides of the expected
   *     time
   */
  public static InMemoryReplayGuard forLastingTickets(
      int maxHellos, InstantSource clock, Duration window) {
    return new InMemoryReplayGuard(maxHellos, clock, window.multipliedBy(2));
  }

  @Override
  public synchronized boolean firstSeen(Bytes hello, Instant until) {
    Instant now = clock.instant();
    if (now.isBefore(trustedFrom) || until.isBefore(now)) {
      return false;
    }
    purge(now);
    if (seen.containsKey(hello) || seen.size() >= maxHellos) {
      return false;
    }
    seen.put(hello, until);
    return true;
  }

  /** How many hellos are remembered. */
  public synchronized int size() {
    return seen.size();
  }

  /** Forgets what is no longer fresh: once a second, and whenever there is no room. */
  private void purge(Instant now) {
    if (now.isBefore(nextPurge) && seen.size() < maxHellos) {
      return;
    }
    seen.values().removeIf(until -> until.isBefore(now));
    nextPurge = now.plusSeconds(1);
  }
}
