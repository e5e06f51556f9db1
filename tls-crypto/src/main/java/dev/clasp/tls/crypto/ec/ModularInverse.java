package dev.clasp.tls.crypto.ec;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Inversion modulo an odd number below 2^256 by division steps (Bernstein and Yang, "Fast
 * constant-time gcd computation and modular inversion", 2019, with the halved start that makes 590
 * steps enough for 256 bits).
 *
 * <p>Numbers are five signed limbs of radix 2^60. Steps are taken 59 at a time on the lowest limbs
 * alone, collected in a matrix, and the matrix is then applied to whole numbers. Products are split
 * with {@link Math#multiplyHigh}: shifted by 2 bits each, two factors of 60 bits give {@code
 * floor(a * b / 2^60)}, and the low 64 bits of a sum tell how many carries those floors have lost.
 *
 * <p>CT: {@link #invert} reveals nothing.
 */
final class ModularInverse {
  private static final int LIMBS = 5;
  private static final int RADIX_BITS = 60;
  private static final int SHIFT = (64 - RADIX_BITS) / 2;
  private static final long MASK = (1L << RADIX_BITS) - 1;
  private static final int STEPS = 59;
  private static final int ROUNDS = 10;

  private final long[] modulus;

  /** 1 / modulus modulo 2^60. */
  private final long inverse;

  ModularInverse(BigInteger modulus) {
    this.modulus = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      this.modulus[i] = modulus.shiftRight(RADIX_BITS * i).longValue() & MASK;
    }
    this.inverse = modulus.modInverse(BigInteger.ONE.shiftLeft(RADIX_BITS)).longValue();
  }

  /**
   * 1 / value, or 0 for 0.
   *
   * @param value four words of 64 bits, least significant first, below the modulus
   */
  long[] invert(long[] value) {
    long[] d = new long[LIMBS];
    long[] e = {1, 0, 0, 0, 0};
    long[] f = modulus.clone();
    long[] g = limbs(value);
    long[] matrix = new long[4];
    long zeta = -1; // -(delta + 1/2), delta starting at 1/2
    for (int round = 0; round < ROUNDS; round++) {
      zeta = steps(zeta, f[0], g[0], matrix);
      applyModulo(matrix, d, e);
      apply(matrix, f, g);
    }
    // g is 0 and f is 1 or -1 now; d * value = f.
    normalize(d, f[LIMBS - 1] >> 63);
    long[] result = words(d);
    for (long[] secret : new long[][] {d, e, f, g, matrix}) {
      Arrays.fill(secret, 0);
    }
    return result;
  }

  /** 59 steps; their matrix times 2^60 goes to {@code matrix}. */
  private static long steps(long start, long f, long g, long[] matrix) {
    long zeta = start;
    long u = 2;
    long v = 0;
    long q = 0;
    long r = 2;
    for (int i = 0; i < STEPS; i++) {
      long negateMask = zeta >> 63;
      long oddMask = -(g & 1);
      g += (f ^ negateMask) - negateMask & oddMask;
      q += (u ^ negateMask) - negateMask & oddMask;
      r += (v ^ negateMask) - negateMask & oddMask;
      long swapMask = negateMask & oddMask;
      zeta = (zeta ^ swapMask) - 1;
      f += g & swapMask;
      u += q & swapMask;
      v += r & swapMask;
      g >>= 1;
      u <<= 1;
      v <<= 1;
    }
    matrix[0] = u;
    matrix[1] = v;
    matrix[2] = q;
    matrix[3] = r;
    return zeta;
  }

  /** (f, g) = matrix * (f, g) / 2^60; the division leaves no rest. */
  private static void apply(long[] matrix, long[] f, long[] g) {
    long u = matrix[0];
    long v = matrix[1];
    long q = matrix[2];
    long r = matrix[3];
    long carryF = 0;
    long carryG = 0;
    for (int i = 0; i < LIMBS; i++) {
      long fi = f[i];
      long gi = g[i];
      long lowF = u * fi + v * gi;
      long lowG = q * fi + r * gi;
      long highF = exact(lowF, high(u, fi) + high(v, gi));
      long highG = exact(lowG, high(q, fi) + high(r, gi));
      // Limb i of the products is the rest of column i and the carry of column i - 1.
      if (i > 0) {
        f[i - 1] = (lowF & MASK) + carryF;
        g[i - 1] = (lowG & MASK) + carryG;
      }
      carryF = highF;
      carryG = highG;
    }
    f[LIMBS - 1] = carryF;
    g[LIMBS - 1] = carryG;
    propagate(f);
    propagate(g);
  }

  /** (d, e) = matrix * (d, e) / 2^60 modulo the modulus, both from -2 times it to once it. */
  private void applyModulo(long[] matrix, long[] d, long[] e) {
    long u = matrix[0];
    long v = matrix[1];
    long q = matrix[2];
    long r = matrix[3];
    long signD = d[LIMBS - 1] >> 63;
    long signE = e[LIMBS - 1] >> 63;
    // Multiples of the modulus that make up for negative d and e, and clear the lowest limb.
    long multipleD = (u & signD) + (v & signE);
    long multipleE = (q & signD) + (r & signE);
    multipleD -= inverse * (u * d[0] + v * e[0]) + multipleD & MASK;
    multipleE -= inverse * (q * d[0] + r * e[0]) + multipleE & MASK;
    long carryD = 0;
    long carryE = 0;
    for (int i = 0; i < LIMBS; i++) {
      long di = d[i];
      long ei = e[i];
      long mi = modulus[i];
      long lowD = u * di + v * ei + multipleD * mi;
      long lowE = q * di + r * ei + multipleE * mi;
      long highD = exact(lowD, high(u, di) + high(v, ei) + high(multipleD, mi));
      long highE = exact(lowE, high(q, di) + high(r, ei) + high(multipleE, mi));
      if (i > 0) {
        d[i - 1] = (lowD & MASK) + carryD;
        e[i - 1] = (lowE & MASK) + carryE;
      }
      carryD = highD;
      carryE = highE;
    }
    d[LIMBS - 1] = carryD;
    e[LIMBS - 1] = carryE;
    propagate(d);
    propagate(e);
  }

  /** floor(a * b / 2^60). */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a << SHIFT, b << SHIFT);
  }

  /** floor(T / 2^60) of a sum of up to three products, from T modulo 2^64 and their floors' sum. */
  private static long exact(long low, long floors) {
    return floors + ((low >>> RADIX_BITS) - floors & 15);
  }

  private static void propagate(long[] a) {
    for (int i = 0; i < LIMBS - 1; i++) {
      a[i + 1] += a[i] >> RADIX_BITS;
      a[i] &= MASK;
    }
  }

  /** From -2 times the modulus..once it to 0..modulus - 1, negated when the mask is -1. */
  private void normalize(long[] d, long negateMask) {
    addModulusIfNegative(d);
    for (int i = 0; i < LIMBS; i++) {
      d[i] = (d[i] ^ negateMask) - negateMask;
    }
    propagate(d);
    addModulusIfNegative(d);
  }

  private void addModulusIfNegative(long[] d) {
    long mask = d[LIMBS - 1] >> 63;
    for (int i = 0; i < LIMBS; i++) {
      d[i] += mask & modulus[i];
    }
    propagate(d);
  }

  private static long[] limbs(long[] words) {
    return new long[] {
      words[0] & MASK,
      (words[0] >>> 60 | words[1] << 4) & MASK,
      (words[1] >>> 56 | words[2] << 8) & MASK,
      (words[2] >>> 52 | words[3] << 12) & MASK,
      words[3] >>> 48
    };
  }

  private static long[] words(long[] limbs) {
    return new long[] {
      limbs[0] | limbs[1] << 60,
      limbs[1] >>> 4 | limbs[2] << 56,
      limbs[2] >>> 8 | limbs[3] << 52,
      limbs[3] >>> 12 | limbs[4] << 48
    };
  }
}
