package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A finite-field group (RFC 7919 appendix A): generator 2 and the prime
 *
 * <pre>{@code
 * p = 2^b - 2^(b-64) + (floor(2^(b-130) * e) + x) * 2^64 - 1
 * }</pre>
 *
 * <p>CT: none; parameters and shares are public.
 *
 * @param algorithm which one
 * @param prime p
 * @param exponentBits size of a private exponent: twice the strength in bits that the appendix
 *     states, and some more
 */
public record FfdheParameters(GroupAlgorithm algorithm, BigInteger prime, int exponentBits) {
  public static final BigInteger GENERATOR = BigInteger.TWO;

  /** Those asked for before. Threads may race to compute the same immutable value twice. */
  private static final @Nullable FfdheParameters[] COMPUTED =
      new FfdheParameters[GroupAlgorithm.values().length];

  /** The group of this name; the prime is computed, not read, when it is first asked for. */
  public static FfdheParameters of(GroupAlgorithm algorithm) {
    FfdheParameters known = COMPUTED[algorithm.ordinal()];
    if (known == null) {
      known = compute(algorithm);
      COMPUTED[algorithm.ordinal()] = known;
    }
    return known;
  }

  private static FfdheParameters compute(GroupAlgorithm algorithm) {
    return switch (algorithm) {
      case FFDHE2048 -> new FfdheParameters(algorithm, prime(2048, 560316), 256);
      case FFDHE3072 -> new FfdheParameters(algorithm, prime(3072, 2625351), 320);
      case FFDHE4096 -> new FfdheParameters(algorithm, prime(4096, 5736041), 384);
      case FFDHE6144 -> new FfdheParameters(algorithm, prime(6144, 15705020), 448);
      case FFDHE8192 -> new FfdheParameters(algorithm, prime(8192, 10965728), 512);
      default -> throw new IllegalArgumentException(algorithm + " is no finite-field group");
    };
  }

  /** As TLS 1.2 has it in its messages. */
  public FiniteFieldGroup spelledOut() {
    return new FiniteFieldGroup(
        Bytes.copyOf(FixedLength.of(prime, length())), Bytes.of(GENERATOR.intValueExact()));
  }

  /** Bytes of a share and of the secret: the prime's, with leading zeros (RFC 9846 §4.3.8.1). */
  public int length() {
    return prime.bitLength() / 8;
  }

  /**
   * Reads a peer's share.
   *
   * @throws InvalidKeyShare unless it is as long as the prime and from 2 to p - 2
   */
  public BigInteger decode(Bytes share) throws InvalidKeyShare {
    if (share.size() != length()) {
      throw new InvalidKeyShare(
          "%s share: %d bytes, expected %d (RFC 9846 §4.3.8.1)"
              .formatted(algorithm, share.size(), length()));
    }
    BigInteger y = new BigInteger(1, share.toArray());
    if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
      throw new InvalidKeyShare(algorithm + " share: not between 1 and p - 1 (RFC 9846 §4.3.8.1)");
    }
    return y;
  }

  private static BigInteger prime(int bits, long x) {
    return BigInteger.ONE
        .shiftLeft(bits)
        .subtract(BigInteger.ONE.shiftLeft(bits - 64))
        .add(e(bits - 130).add(BigInteger.valueOf(x)).shiftLeft(64))
        .subtract(BigInteger.ONE);
  }

  /** floor(2^bits * e), from the sum of 1/n! with 64 bits to spare. */
  private static BigInteger e(int bits) {
    BigInteger term = BigInteger.ONE.shiftLeft(bits + 64);
    BigInteger sum = BigInteger.ZERO;
    for (int n = 1; term.signum() > 0; n++) {
      sum = sum.add(term);
      term = term.divide(BigInteger.valueOf(n));
    }
    return sum.shiftRight(64);
  }
}
