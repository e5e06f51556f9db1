package dev.clasp.tls.crypto.mlkem;

/**
 * Polynomials over Z_q with q = 3329 in the ring modulo X^256 + 1, and their transforms (FIPS 203
 * §2.4, §4.3).
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

  /** 2^32 / 128 modulo q. */
  private static final int INVERSE_SCALE = 1441;

  /** 2^40 / q, rounded up: quotients by q of numbers below 2^23 without a division. */
  private static final long RECIPROCAL = ((1L << 40) + Q - 1) / Q;

  /** 17^bitReversed(i) * 2^16 modulo q, centered. */
  private static final int[] ZETAS = zetas();

  private Polynomial() {}

  /** x / 2^16 modulo q; from -q to q for x up to q * 2^15 in magnitude. */
  private static int montgomery(int x) {
    return x - (x * Q_INVERSE << 16 >> 16) * Q >> 16;
  }

  /** The transform (algorithm 9), in place; takes -q..q, gives -8q..8q. */
  static void transform(int[] f) {
    int k = 1;
    for (int length = 128; length >= 2; length >>= 1) {
      for (int start = 0; start < SIZE; start += 2 * length) {
        int zeta = ZETAS[k++];
        for (int j = start; j < start + length; j++) {
          int t = montgomery(zeta * f[j + length]);
          f[j + length] = f[j] - t;
          f[j] += t;
        }
      }
    }
  }

  /**
   * The inverse transform (algorithm 10) times 2^16, in place; takes -q..q, gives -q..q.
   *
   * <p>Sums double from layer to layer, up to 128 q, and are not reduced before the end.
   */
  static void inverseTransform(int[] f) {
    int k = 127;
    for (int length = 2; length <= 128; length <<= 1) {
      for (int start = 0; start < SIZE; start += 2 * length) {
        int zeta = ZETAS[k--];
        for (int j = start; j < start + length; j++) {
          int t = f[j];
          f[j] = t + f[j + length];
          f[j + length] = montgomery(zeta * (f[j + length] - t));
        }
      }
    }
    for (int j = 0; j < SIZE; j++) {
      f[j] = montgomery(f[j] * INVERSE_SCALE);
    }
  }

  /**
   * The sum of products of transforms (algorithm 11) divided by 2^16: r = sum of a[i] * b[i]; all
   * up to q in magnitude, up to four products.
   */
  static void innerProduct(int[] r, int[][] a, int[][] b) {
    for (int j = 0; j < SIZE; j += 2) {
      int low = 0;
      int high = 0;
      int middle = 0;
      for (int i = 0; i < a.length; i++) {
        int a0 = a[i][j];
        int a1 = a[i][j + 1];
        int b0 = b[i][j];
        int b1 = b[i][j + 1];
        low += a0 * b0;
        high += a1 * b1;
        middle += a0 * b1 + a1 * b0;
      }
      // Pairs are polynomials modulo X^2 - zeta, neighbouring ones with opposite zetas.
      int zeta = ZETAS[64 + (j >> 2)];
      int signedZeta = (j & 2) == 0 ? zeta : -zeta; // j is public
      r[j] = centered(montgomery(low) + montgomery(montgomery(high) * signedZeta));
      r[j + 1] = centered(montgomery(middle));
    }
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
  private static int centered(int x) {
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

  private static int[] zetas() {
    int[] zetas = new int[128];
    for (int i = 0; i < 128; i++) {
      int power = (1 << 16) % Q;
      for (int n = Integer.reverse(i) >>> 25; n > 0; n--) {
        power = power * 17 % Q;
      }
      zetas[i] = power > Q / 2 ? power - Q : power;
    }
    return zetas;
  }
}
