package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Ticket keys that servers derive from a secret they share, each for a period of the clock, so that
 * they need not talk to each other. Thread-safe; keeps no state.
 *
 * <pre>{@code
 * name = HMAC-SHA256(shared, "clasp ticket name" || uint64 period), the first 16 bytes
 * key  = HKDF-Expand(shared, "clasp ticket key" || uint64 period, 32)
 * }</pre>
 */
public final class SharedTicketKeys implements TicketKeys {
  private final Hashes hashes;
  private final Hkdf hkdf;
  private final Secret shared;
  private final InstantSource clock;
  private final long periodMillis;
  private final int accepted;

  /**
   * @param shared 32 bytes or more, of full entropy
   * @param period how long a key seals
   * @param accepted how many open, the current one included; and one ahead, for other clocks
   */
  public SharedTicketKeys(
      Hashes hashes, Secret shared, InstantSource clock, Duration period, int accepted) {
    if (shared.size() < TicketKey.KEY_LENGTH) {
      throw new IllegalArgumentException(
          "shared: %d bytes, expected %d or more".formatted(shared.size(), TicketKey.KEY_LENGTH));
    }
    if (period.toMillis() < 1 || accepted < 1) {
      throw new IllegalArgumentException(
          "period: %s, accepted: %d, expected both positive".formatted(period, accepted));
    }
    this.hashes = hashes;
    this.hkdf = new Hkdf(hashes, HashAlgorithm.SHA256);
    this.shared = shared;
    this.clock = clock;
    this.periodMillis = period.toMillis();
    this.accepted = accepted;
  }

  @Override
  public TicketKey current() {
    return ofPeriod(now());
  }

  @Override
  public Optional<TicketKey> find(Bytes name) {
    for (long period = now() + 1; period > now() - accepted; period--) {
      TicketKey key = ofPeriod(period);
      if (key.name().equals(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private long now() {
    return Math.floorDiv(clock.millis(), periodMillis);
  }

  private TicketKey ofPeriod(long period) {
    return new TicketKey(
        name(period), hkdf.expand(shared, info("clasp ticket key", period), TicketKey.KEY_LENGTH));
  }

  private Bytes name(long period) {
    Hmac hmac = hashes.hmac(HashAlgorithm.SHA256, shared);
    hmac.update(info("clasp ticket name", period));
    byte[] mac = new byte[hmac.length()];
    hmac.finish(mac, 0);
    return Bytes.copyOf(mac, 0, TicketKey.NAME_LENGTH);
  }

  private static Bytes info(String label, long period) {
    WireWriter out = new WireWriter();
    out.fixed("label", Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)));
    out.uint32("period", period >>> 32 & 0xFFFF_FFFFL);
    out.uint32("period", period & 0xFFFF_FFFFL);
    return out.toBytes();
  }
}
