package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.RandomSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Random ticket keys, a new one with every period of the clock; those of older periods go, and with
 * them everything they sealed. Thread-safe.
 */
public final class RotatingTicketKeys implements TicketKeys {
  private final RandomSource random;
  private final InstantSource clock;
  private final long periodMillis;
  private final int accepted;
  private final TreeMap<Long, TicketKey> keys = new TreeMap<>();

  /**
   * @param period how long a key seals
   * @param accepted how many open, the current one included
   */
  public RotatingTicketKeys(
      RandomSource random, InstantSource clock, Duration period, int accepted) {
    if (period.toMillis() < 1 || accepted < 1) {
      throw new IllegalArgumentException(
          "period: %s, accepted: %d, expected both positive".formatted(period, accepted));
    }
    this.random = random;
    this.clock = clock;
    this.periodMillis = period.toMillis();
    this.accepted = accepted;
  }

  @Override
  public synchronized TicketKey current() {
    return keys.computeIfAbsent(
        forgetOld(),
        unused ->
            new TicketKey(
                random.bytes(TicketKey.NAME_LENGTH), random.secret(TicketKey.KEY_LENGTH)));
  }

  @Override
  public synchronized Optional<TicketKey> find(Bytes name) {
    forgetOld();
    return keys.values().stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /** The current period. */
  private long forgetOld() {
    long now = Math.floorDiv(clock.millis(), periodMillis);
    // Dropped, not destroyed: another thread may be opening a ticket with one of them.
    keys.headMap(now - accepted + 1).clear();
    return now;
  }
}
