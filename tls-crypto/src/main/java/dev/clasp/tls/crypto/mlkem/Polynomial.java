package dev.clasp.tls.crypto.mlkem;

/**
 * Polynomials over Z_q with q = 3329 in the ring modulo X^256 + 1 (FIPS 203 §2.4).
 *
 * <p>A polynomial is 256 {@code int} coefficients, signed and not unique: each method says in what
 * range it takes and gives them. Products are reduced by Montgomery's method with radix 2^16, so a
 * product of two polynomials lacks a factor of 2^16, which the methods that follow make up for.
 *
 * <p>CT: all methods reveal nothing.
 */
final class Polynomial {
  static final int SIZE = 256;
  static final int Q = 3329;

  /** 1 / q modulo 2^16. */
  private static final int Q_INVERSE = -3327;

  /** 2^32 modulo q. */
  private static final int RADIX_SQUARED = 1353;

  /** 2^40 / q, rounded up: quotients by q of numbers below 2^23 without a division. */
  private static final long RECIPROCAL = ((1L << 40) + Q - 1) / Q;

  private Polynomial() {}

  /** x / 2^16 modulo q; from -q to q for x up to q * 2^15 in magnitude. */
  static int montgomery(int x) {
    return x - (x * Q_INVERSE << 16 >> 16) * Q >> 16;
  }

  /** Multiplies by 2^16, in place. */
  static void toMontgomery(int[] f) {
    for (int j = 0; j < SIZE; j++) {
      f[j] = montgomery(f[j] * RADIX_SQUARED);
    }
  }

  static void add(int[] r, int[] a) {
    for (int j = 0; j < SIZE; j++) {
      r[j] += a[j];
    }
  }

  /** From coefficients up to 2^15 in magnitude to 0..q - 1, in place. */
  static void canonical(int[] f) {
    for (int j = 0; j < SIZE; j++) {
      int x = centered(f[j]);
      f[j] = x + (x >> 31 & Q);
    }
  }

  /** x modulo q, centered, for x up to 2^15 in magnitude (Barrett). */
  static int centered(int x) {
    int quotient = x * 20159 + (1 << 25) >> 26; // 2^26 / q, rounded
    return x - quotient * Q;
  }

  /** round(2^d / q * x) modulo 2^d (§4.2.1), in place; takes 0..q - 1. No division. */
  static void compress(int[] f, int d) {
    for (int j = 0; j < SIZE; j++) {
      long scaled = ((long) f[j] << d) + Q / 2;
      f[j] = (int) (scaled * RECIPROCAL >> 40) & (1 << d) - 1;
    }
  }

  /** round(q / 2^d * y) (§4.2.1), in place. */
  static void decompress(int[] f, int d) {
    for (int j = 0; j < SIZE; j++) {
      f[j] = f[j] * Q + (1 << d - 1) >> d;
    }
  }
}
