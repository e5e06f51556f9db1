package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.RandomSource;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Reproducible random bytes: the same seed and name give the same ones. For tests only; not secret.
 *
 * <p>SplitMix64 (Steele, Lea, Flood 2014), started from an FNV-1a hash of the name.
 */
public final class SeededRandom implements RandomSource, RandomGenerator {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private long state;

  /**
   * @param seed of the run
   * @param name of what draws, such as a conversation's id and cell
   */
  public SeededRandom(long seed, String name) {
    long hash = FNV_OFFSET;
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xFF)) * FNV_PRIME;
    }
    this.state = seed ^ hash;
  }

  @Override
  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public void fill(byte[] target) {
    nextBytes(target);
  }
}
