package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * Arithmetic modulo p = 2^255 - 19.
 *
 * <p>An element is five signed limbs of radix 2^51, least significant first, not unique: every
 * result of {@link #multiply} and {@link #square} has limbs from -2^14 to 2^51 + 2^14. Sums and
 * differences are taken limb by limb without a carry; both operands of {@code multiply} may be sums
 * of up to three results, that is, have limbs up to 3 * (2^51 + 2^14) in magnitude.
 *
 * <p><b>How a column of products is split.</b> A column's sum T stays below 2^112, and the JVM has
 * no cheap 128-bit sums. But T modulo 2^64 is the wrapping sum of the products in {@code long},
 * which gives the low limb exactly and the carry floor(T / 2^51) modulo 2^13. So the carry need
 * only be known to within 2^12, and for that the same sum in {@code double} is enough: begun at an
 * anchor of 1.5 * 2^113, each of its five additions is off by at most 2^60, together by 2560 *
 * 2^51; its bits are then a fixed-point number of unit 2^61, and the exact carry is the nearest one
 * that fits the low bits. Integer and floating-point units work side by side, each product costs
 * one multiplication in either, and no carry is propagated until a column is complete.
 *
 * <p>CT: all methods reveal nothing. Sums and products in {@code double} take the same time for all
 * operands but denormal ones, and the operands here are integers.
 */
final class Field25519 {
  static final int LIMBS = 5;

  /** Bytes of an encoded element. */
  static final int LENGTH = 32;

  private static final int RADIX_BITS = 51;
  private static final long MASK = (1L << RADIX_BITS) - 1;

  /** Whatever is added to it up to 2^112 in magnitude leaves its exponent, so its unit is 2^61. */
  private static final double ANCHOR = 0x1.8p113;

  private static final long ANCHOR_BITS = Double.doubleToRawLongBits(ANCHOR);
  private static final int ROUGH_SHIFT = 61 - RADIX_BITS;
  private static final int SHIFT_A = 7;
  private static final int SHIFT_B = 64 - RADIX_BITS - SHIFT_A;

  private Field25519() {}

  static long[] zero() {
    return new long[LIMBS];
  }

  static long[] one() {
    return new long[] {1, 0, 0, 0, 0};
  }

  /** Reads 32 bytes, little-endian; the topmost bit is ignored (RFC 7748 §5). */
  static long[] decode(byte[] in) {
    long w0 = word(in, 0);
    long w1 = word(in, 8);
    long w2 = word(in, 16);
    long w3 = word(in, 24);
    return new long[] {
      w0 & MASK,
      (w0 >>> 51 | w1 << 13) & MASK,
      (w1 >>> 38 | w2 << 26) & MASK,
      (w2 >>> 25 | w3 << 39) & MASK,
      w3 >>> 12 & MASK
    };
  }

  /** The one representative from 0 to p - 1 in 32 bytes, little-endian. */
  static byte[] encode(long[] a) {
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
    byte[] out = new byte[LENGTH];
    putWord(out, 0, t[0] | t[1] << 51);
    putWord(out, 8, t[1] >>> 13 | t[2] << 38);
    putWord(out, 16, t[2] >>> 26 | t[3] << 25);
    putWord(out, 24, t[3] >>> 39 | t[4] << 12);
    Arrays.fill(t, 0);
    return out;
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

  /** From complete columns to limbs, in two parallel rounds of carries. */
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
    long r0 = (low0 & MASK) + 19 * carry(low4, sum4);
    long r1 = (low1 & MASK) + carry(low0, sum0);
    long r2 = (low2 & MASK) + carry(low1, sum1);
    long r3 = (low3 & MASK) + carry(low2, sum2);
    long r4 = (low4 & MASK) + carry(low3, sum3);

    r[0] = (r0 & MASK) + 19 * (r4 >> RADIX_BITS);
    r[1] = (r1 & MASK) + (r0 >> RADIX_BITS);
    r[2] = (r2 & MASK) + (r1 >> RADIX_BITS);
    r[3] = (r3 & MASK) + (r2 >> RADIX_BITS);
    r[4] = (r4 & MASK) + (r3 >> RADIX_BITS);
  }

  /** floor(T / 2^51) of a column from T modulo 2^64 and from the anchored, rounded sum. */
  private static long carry(long low, double sum) {
    long rough = Double.doubleToRawLongBits(sum) - ANCHOR_BITS << ROUGH_SHIFT;
    long error = (low >>> RADIX_BITS) - rough << RADIX_BITS >> RADIX_BITS;
    return rough + error;
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

  /** r = a^(2^n), by n squarings. */
  private static void squareTimes(long[] r, long[] a, int n) {
    square(r, a);
    for (int i = 1; i < n; i++) {
      square(r, r);
    }
  }

  /** r = 1/a by Fermat, a^(p-2); 0 for 0. */
  static void invert(long[] r, long[] a) {
    long[] t0 = zero();
    long[] t1 = zero();
    long[] t2 = zero();
    square(t0, a); // exponent 2
    squareTimes(t1, t0, 2); // 8
    multiply(t1, t1, a); // 9
    multiply(t0, t0, t1); // 11
    square(t2, t0); // 22
    multiply(t1, t1, t2); // 2^5 - 1
    squareTimes(t2, t1, 5);
    multiply(t1, t2, t1); // 2^10 - 1
    squareTimes(t2, t1, 10);
    multiply(t2, t2, t1); // 2^20 - 1
    long[] t3 = zero();
    squareTimes(t3, t2, 20);
    multiply(t2, t3, t2); // 2^40 - 1
    squareTimes(t2, t2, 10);
    multiply(t1, t2, t1); // 2^50 - 1
    squareTimes(t2, t1, 50);
    multiply(t2, t2, t1); // 2^100 - 1
    squareTimes(t3, t2, 100);
    multiply(t2, t3, t2); // 2^200 - 1
    squareTimes(t2, t2, 50);
    multiply(t1, t2, t1); // 2^250 - 1
    squareTimes(t1, t1, 5);
    multiply(r, t1, t0); // 2^255 - 21
  }

  private static long word(byte[] in, int offset) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | in[offset + i] & 0xFF;
    }
    return word;
  }

  private static void putWord(byte[] out, int offset, long word) {
    for (int i = 0; i < 8; i++) {
      out[offset + i] = (byte) (word >>> 8 * i);
    }
  }
}
