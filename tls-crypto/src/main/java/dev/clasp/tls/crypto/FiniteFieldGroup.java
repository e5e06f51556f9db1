package dev.clasp.tls.crypto;

import java.math.BigInteger;

/**
 * A finite-field group as TLS 1.2 spells it out (RFC 5246 §7.4.3).
 *
 * @param prime p, big-endian, without leading zeros
 * @param generator g, big-endian, without leading zeros
 */
public record FiniteFieldGroup(Bytes prime, Bytes generator) {
  /** A composite passes with a probability below 2^-40. */
  private static final int CERTAINTY = 40;

  public FiniteFieldGroup {
    prime = withoutLeadingZeros(prime);
    generator = withoutLeadingZeros(generator);
  }

  /** The size of p in bits. */
  public int primeBits() {
    return number(prime).bitLength();
  }

  /**
   * Whether p is prime, as far as can be told, and g neither 0 nor 1 nor p - 1.
   *
   * <p>Whether the order of g has a large prime factor cannot be told without the factors of p - 1
   * (RFC 7919 §5.1). With an exponent as long as p that is used once, a small factor gives away
   * nothing that is used again.
   *
   * <p>CT: reveals p and g, which are public. Takes some 20 ms for 2048 bits.
   */
  public boolean isSound() {
    BigInteger p = number(prime);
    BigInteger g = number(generator);
    return g.compareTo(BigInteger.ONE) > 0
        && g.compareTo(p.subtract(BigInteger.ONE)) < 0
        && p.isProbablePrime(CERTAINTY);
  }

  /**
   * Reads a public value of the group, which may have leading zeros.
   *
   * @throws InvalidKeyShare unless 1 &lt; value &lt; p - 1 (RFC 7919 §3)
   */
  public BigInteger decode(Bytes share) throws InvalidKeyShare {
    BigInteger y = number(share);
    if (y.compareTo(BigInteger.ONE) <= 0
        || y.compareTo(number(prime).subtract(BigInteger.ONE)) >= 0) {
      throw new InvalidKeyShare("Diffie-Hellman public value: not between 1 and p - 1");
    }
    return y;
  }

  /**
   * The same public value as long as the prime: TLS 1.2 does not say whether leading zeros are
   * sent, TLS 1.3 sends them (RFC 9846 §4.3.8.1).
   *
   * @throws InvalidKeyShare when it is longer than the prime
   */
  public Bytes padded(Bytes share) throws InvalidKeyShare {
    Bytes digits = withoutLeadingZeros(share);
    int zeros = prime.size() - digits.size();
    if (zeros < 0) {
      throw new InvalidKeyShare(
          "Diffie-Hellman public value: %d bytes, expected at most %d"
              .formatted(digits.size(), prime.size()));
    }
    return Bytes.copyOf(new byte[zeros]).plus(digits);
  }

  /**
   * Refuses the neutral element as the result of an agreement. CT: reveals the verdict only.
   *
   * @param z as long as the prime
   * @throws InvalidKeyShare when it is 1: the peer's value was of a tiny subgroup
   */
  public void requireMoreThanOne(Secret z) throws InvalidKeyShare {
    if (z.equals(Secret.zeros(z.size() - 1).plus(Secret.copyOf(Bytes.of(1))))) {
      throw new InvalidKeyShare("Diffie-Hellman public value: of a subgroup so small that Z is 1");
    }
  }

  private static BigInteger number(Bytes bytes) {
    return new BigInteger(1, bytes.toArray());
  }

  private static Bytes withoutLeadingZeros(Bytes bytes) {
    int zeros = 0;
    while (zeros < bytes.size() && bytes.get(zeros) == 0) {
      zeros++;
    }
    return bytes.slice(zeros, bytes.size());
  }
}
