package dev.clasp.tls.crypto.ec;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Arithmetic modulo p = 2^255 - 19.
 *
 * <p>An element is five signed limbs of radix 2^51, least significant first, not unique: every
 * result of {@link #multiply} and {@link #square} has limbs from -2^17 to 2^51 + 2^17. Sums and
 * differences are taken limb by limb without a carry; both operands of {@code multiply} may be sums
 * of up to three results, that is, have limbs up to 3 * (2^51 + 2^17) in magnitude.
 *
 * <p><b>How a column of products is split.</b> A column's sum T stays below 2^112, and the JVM has
 * no cheap 128-bit sums. But T modulo 2^64 is the wrapping sum of the products in {@code long}, so
 * it is enough to know T / 2^51 to within 2^12: the rest then fits a {@code long} and is exact. The
 * same sum in {@code double} gives that. Begun at an anchor of 1.5 * 2^113, each of its five
 * additions is off by at most 2^60, and the rounding of the products adds less than one more; so
 * its bits are a fixed-point number of unit 2^61, off by less than 2^62.6. Integer and
 * floating-point units work side by side, each product costs one multiplication in either, and no
 * carry is propagated until a column is complete.
 *
 * <p>CT: all methods reveal nothing. Sums and products in {@code double} take the same time for all
 * operands but denormal ones, and the operands here are integers.
 */
final class Field25519 {
  static final int LIMBS = 5;

  /** Bytes of an encoded element. */
  static final int LENGTH = 32;

  private static final int WORDS = 4;
  private static final int RADIX_BITS = 51;
  private static final long MASK = (1L << RADIX_BITS) - 1;

  /** Whatever is added to it up to 2^112 in magnitude leaves its exponent, so its unit is 2^61. */
  private static final double ANCHOR = 0x1.8p113;

  private static final long ANCHOR_BITS = Double.doubleToRawLongBits(ANCHOR);
  private static final int ROUGH_SHIFT = 61 - RADIX_BITS;
  private static final int SHIFT_A = 7;
  private static final int SHIFT_B = 64 - RADIX_BITS - SHIFT_A;

  private static final ModularInverse INVERSE =
      new ModularInverse(BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19)));

  private Field25519() {}

  static long[] zero() {
    return new long[LIMBS];
  }

  static long[] one() {
    return new long[] {1, 0, 0, 0, 0};
  }

  /** Reads 32 bytes, little-endian; the topmost bit is ignored (RFC 7748 §5). */
  static long[] decode(byte[] in) {
    long[] words = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = Long.reverseBytes(Limbs.word(in, 8 * i));
    }
    return ofWords(words);
  }

  private static long[] ofWords(long[] words) {
    return new long[] {
      words[0] & MASK,
      (words[0] >>> 51 | words[1] << 13) & MASK,
      (words[1] >>> 38 | words[2] << 26) & MASK,
      (words[2] >>> 25 | words[3] << 39) & MASK,
      words[3] >>> 12 & MASK
    };
  }

  /** The one representative from 0 to p - 1 in 32 bytes, little-endian. */
  static byte[] encode(long[] a) {
    long[] words = words(a);
    byte[] out = new byte[LENGTH];
    for (int i = 0; i < WORDS; i++) {
      Limbs.putWord(out, 8 * i, Long.reverseBytes(words[i]));
    }
    Arrays.fill(words, 0);
    return out;
  }

  /** The one representative from 0 to p - 1 in four words, least significant first. */
  private static long[] words(long[] a) {
    long[] t = a.clone();
    // Three rounds bring every limb to 0..2^51-1 and the value below 2^255.
    carry(t);
    carry(t);
    carry(t);
    // The value is at least p exactly when adding 19 carries out of bit 255.
    long q = t[0] + 19 >> RADIX_BITS;
    for (int i = 1; i < LIMBS; i++) {
      q = t[i] + q >> RADIX_BITS;
    }
    t[0] += 19 * q;
    for (int i = 0; i < LIMBS - 1; i++) {
      t[i + 1] += t[i] >> RADIX_BITS;
      t[i] &= MASK;
    }
    t[4] &= MASK;
    long[] words = {
      t[0] | t[1] << 51,
      t[1] >>> 13 | t[2] << 38,
      t[2] >>> 26 | t[3] << 25,
      t[3] >>> 39 | t[4] << 12
    };
    Arrays.fill(t, 0);
    return words;
  }

  /** One sequential round of carries, the topmost folded into the lowest limb. */
  private static void carry(long[] t) {
    for (int i = 0; i < LIMBS - 1; i++) {
      t[i + 1] += t[i] >> RADIX_BITS;
      t[i] &= MASK;
    }
    t[0] += 19 * (t[4] >> RADIX_BITS);
    t[4] &= MASK;
  }

  /** r = a + b, limb by limb. */
  static void add(long[] r, long[] a, long[] b) {
    for (int i = 0; i < LIMBS; i++) {
      r[i] = a[i] + b[i];
    }
  }

  /** r = a - b, limb by limb. */
  static void subtract(long[] r, long[] a, long[] b) {
    for (int i = 0; i < LIMBS; i++) {
      r[i] = a[i] - b[i];
    }
  }

  /** r = -a, limb by limb. */
  static void negate(long[] r, long[] a) {
    for (int i = 0; i < LIMBS; i++) {
      r[i] = -a[i];
    }
  }

  /** Exchanges a and b when the mask is -1, not when it is 0. */
  static void swap(long mask, long[] a, long[] b) {
    for (int i = 0; i < LIMBS; i++) {
      long difference = mask & (a[i] ^ b[i]);
      a[i] ^= difference;
      b[i] ^= difference;
    }
  }

  /** r = a * b; r may be a or b. */
  static void multiply(long[] r, long[] a, long[] b) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long b0 = b[0];
    long b1 = b[1];
    long b2 = b[2];
    long b3 = b[3];
    long b4 = b[4];
    // 2^255 = 19: what lies above the fifth limb comes back 19-fold.
    long c1 = 19 * b1;
    long c2 = 19 * b2;
    long c3 = 19 * b3;
    long c4 = 19 * b4;
    double x0 = a0;
    double x1 = a1;
    double x2 = a2;
    double x3 = a3;
    double x4 = a4;
    double y0 = b0;
    double y1 = b1;
    double y2 = b2;
    double y3 = b3;
    double y4 = b4;
    double z1 = 19 * y1;
    double z2 = 19 * y2;
    double z3 = 19 * y3;
    double z4 = 19 * y4;

    reduce(
        r,
        a0 * b0 + a1 * c4 + a2 * c3 + a3 * c2 + a4 * c1,
        a0 * b1 + a1 * b0 + a2 * c4 + a3 * c3 + a4 * c2,
        a0 * b2 + a1 * b1 + a2 * b0 + a3 * c4 + a4 * c3,
        a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * c4,
        a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0,
        ANCHOR + x0 * y0 + x1 * z4 + x2 * z3 + x3 * z2 + x4 * z1,
        ANCHOR + x0 * y1 + x1 * y0 + x2 * z4 + x3 * z3 + x4 * z2,
        ANCHOR + x0 * y2 + x1 * y1 + x2 * y0 + x3 * z4 + x4 * z3,
        ANCHOR + x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 + x4 * z4,
        ANCHOR + x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0);
  }

  /** r = a * a; r may be a. */
  static void square(long[] r, long[] a) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long c3 = 19 * a3;
    long c4 = 19 * a4;
    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long d3 = 2 * a3;
    double x0 = a0;
    double x1 = a1;
    double x2 = a2;
    double x3 = a3;
    double x4 = a4;
    double z3 = 19 * x3;
    double z4 = 19 * x4;
    double w0 = 2 * x0;
    double w1 = 2 * x1;
    double w2 = 2 * x2;
    double w3 = 2 * x3;

    reduce(
        r,
        a0 * a0 + d1 * c4 + d2 * c3,
        d0 * a1 + d2 * c4 + a3 * c3,
        d0 * a2 + a1 * a1 + d3 * c4,
        d0 * a3 + d1 * a2 + a4 * c4,
        d0 * a4 + d1 * a3 + a2 * a2,
        ANCHOR + x0 * x0 + w1 * z4 + w2 * z3,
        ANCHOR + w0 * x1 + w2 * z4 + x3 * z3,
        ANCHOR + w0 * x2 + x1 * x1 + w3 * z4,
        ANCHOR + w0 * x3 + w1 * x2 + x4 * z4,
        ANCHOR + w0 * x4 + w1 * x3 + x2 * x2);
  }

  /** From complete columns to limbs: the rounded carries, then a parallel round of exact ones. */
  private static void reduce(
      long[] r,
      long low0,
      long low1,
      long low2,
      long low3,
      long low4,
      double sum0,
      double sum1,
      double sum2,
      double sum3,
      double sum4) {
    long bits0 = Double.doubleToRawLongBits(sum0);
    long bits1 = Double.doubleToRawLongBits(sum1);
    long bits2 = Double.doubleToRawLongBits(sum2);
    long bits3 = Double.doubleToRawLongBits(sum3);
    long bits4 = Double.doubleToRawLongBits(sum4);
    long r0 = rest(low0, bits0) + 19 * carry(bits4);
    long r1 = rest(low1, bits1) + carry(bits0);
    long r2 = rest(low2, bits2) + carry(bits1);
    long r3 = rest(low3, bits3) + carry(bits2);
    long r4 = rest(low4, bits4) + carry(bits3);

    r[0] = (r0 & MASK) + 19 * (r4 >> RADIX_BITS);
    r[1] = (r1 & MASK) + (r0 >> RADIX_BITS);
    r[2] = (r2 & MASK) + (r1 >> RADIX_BITS);
    r[3] = (r3 & MASK) + (r2 >> RADIX_BITS);
    r[4] = (r4 & MASK) + (r3 >> RADIX_BITS);
  }

  /** T / 2^51 of a column, rounded, from the bits of its anchored sum. */
  private static long carry(long sum) {
    return (sum << ROUGH_SHIFT) - (ANCHOR_BITS << ROUGH_SHIFT);
  }

  /** What a column has beyond its rounded carry: T - carry * 2^51, from T modulo 2^64. */
  private static long rest(long low, long sum) {
    return low - (sum << ROUGH_SHIFT + RADIX_BITS);
  }

  /**
   * r = a * b for a small constant.
   *
   * @param b at most 2^20
   */
  static void multiplySmall(long[] r, long[] a, int b) {
    long b0 = (long) b << SHIFT_B;
    long q0 = Math.multiplyHigh(a[0] << SHIFT_A, b0);
    long q1 = Math.multiplyHigh(a[1] << SHIFT_A, b0);
    long q2 = Math.multiplyHigh(a[2] << SHIFT_A, b0);
    long q3 = Math.multiplyHigh(a[3] << SHIFT_A, b0);
    long q4 = Math.multiplyHigh(a[4] << SHIFT_A, b0);
    r[0] = (a[0] * b & MASK) + 19 * q4;
    r[1] = (a[1] * b & MASK) + q0;
    r[2] = (a[2] * b & MASK) + q1;
    r[3] = (a[3] * b & MASK) + q2;
    r[4] = (a[4] * b & MASK) + q3;
  }

  /** r = 1/a; 0 for 0. */
  static void invert(long[] r, long[] a) {
    long[] words = words(a);
    long[] inverse = ofWords(INVERSE.invert(words));
    System.arraycopy(inverse, 0, r, 0, LIMBS);
    Arrays.fill(words, 0);
  }
}
