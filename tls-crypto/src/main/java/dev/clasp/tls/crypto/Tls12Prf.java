package dev.clasp.tls.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The pseudorandom function of TLS 1.2 (RFC 5246 §5) with one hash. Thread-safe.
 *
 * <pre>{@code
 * PRF(secret, label, seed) = P_hash(secret, label + seed)
 * P_hash(secret, seed) = HMAC_hash(secret, A(1) + seed) + HMAC_hash(secret, A(2) + seed) + ...
 * A(0) = seed, A(i) = HMAC_hash(secret, A(i-1))
 * }</pre>
 */
public final class Tls12Prf {
  private final Hashes hashes;
  private final HashAlgorithm algorithm;

  public Tls12Prf(Hashes hashes, HashAlgorithm algorithm) {
    this.hashes = hashes;
    this.algorithm = algorithm;
  }

  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * As {@link #derive}, for output that goes to the wire: verify_data (RFC 5246 §7.4.9). What is to
   * be compared with what a peer sent must stay a {@link Secret}.
   */
  public Bytes derivePublic(Secret secret, String label, Bytes seed, int length) {
    return derive(secret, label, seed, length).use(Bytes::copyOf);
  }

  /**
   * {@code length} bytes. CT: reveals the sizes.
   *
   * @param label ASCII
   */
  public Secret derive(Secret secret, String label, Bytes seed, int length) {
    if (length < 0) {
      throw new IllegalArgumentException("length: %d, expected 0 or more".formatted(length));
    }
    Bytes labelAndSeed = Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)).plus(seed);
    Hmac hmac = hashes.hmac(algorithm, secret);
    byte[] a = labelAndSeed.toArray(); // A(0)
    byte[] block = new byte[hmac.length()];
    byte[] output = new byte[length];
    for (int filled = 0; filled < length; filled += block.length) {
      byte[] next = new byte[hmac.length()];
      hmac.update(a, 0, a.length);
      hmac.finish(next, 0);
      a = next; // A(i)
      hmac.update(a, 0, a.length);
      hmac.update(labelAndSeed);
      hmac.finish(block, 0);
      System.arraycopy(block, 0, output, filled, Math.min(block.length, length - filled));
    }
    Arrays.fill(block, (byte) 0);
    return Secret.takeFrom(output);
  }
}
