package dev.clasp.tls.crypto.ec;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1 (FIPS 186-5, curve P-256).
 *
 * <p>An element x is held as x * 2^260 mod p (Montgomery's form) in five signed limbs of radix
 * 2^52, least significant first. It is not unique: every result of {@link #multiply}, {@link
 * #square} and {@link #tighten} is from -p to p. Sums and differences are taken limb by limb
 * without a carry. If one operand of {@code multiply} is a sum of m results and the other of n,
 * then m * n must not be above 8; 3 * 3 is allowed too, and its result is below 1.1 p.
 *
 * <p>Columns of products are split with the help of their sum in {@code double}, as in {@link
 * Field25519}, but the carry stays rounded: a column gives {@link #carry} to the next and keeps
 * {@link #rest}, which fits a signed {@code long}.
 *
 * <p><b>Montgomery's reduction.</b> Since p is -1 modulo 2^96, the multiple m of p that clears a
 * limb is the limb itself. What {@code m * p} adds further up is, in units of the limbs above: m *
 * 2^44 to the next, m * 2^36 to the third, m * (2^48 - 2^16) to the fourth. The first is needed at
 * once and split by shifts; the others join their columns, in {@code long} and in {@code double},
 * before those are split. m is from -2^51 to 2^51, so that the result is off by half of p at most
 * from this source.
 *
 * <p>CT: all methods reveal nothing.
 */
final class FieldP256 {
  static final int LIMBS = 5;

  /** Bytes of an encoded element. */
  static final int LENGTH = 32;

  private static final int RADIX_BITS = 52;

  /** 2^256 - 2^224 in units of the fifth limb. */
  private static final long TOP = (1L << 48) - (1L << 16);

  private static final long HALF = 1L << RADIX_BITS - 1;
  private static final long MASK = (1L << RADIX_BITS) - 1;

  /** Whatever is added to it up to 2^111 in magnitude leaves its exponent, so its unit is 2^60. */
  private static final double ANCHOR = 0x1.8p112;

  private static final long ANCHOR_BITS = Double.doubleToRawLongBits(ANCHOR);
  private static final int ROUGH_SHIFT = 60 - RADIX_BITS;

  /** 2^520 mod p: brings a number into Montgomery's form. */
  private static final long[] SQUARE_OF_RADIX = squareOfRadix();

  private static final ModularInverse INVERSE =
      new ModularInverse(
          new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16));

  private static final long[] PLAIN_ONE = {1, 0, 0, 0, 0};

  private FieldP256() {}

  static long[] zero() {
    return new long[LIMBS];
  }

  static long[] one() {
    return ofSmall(1);
  }

  static long[] ofSmall(int value) {
    long[] r = {value, 0, 0, 0, 0};
    multiply(r, r, SQUARE_OF_RADIX);
    return r;
  }

  /** Reads a number below p, big-endian. */
  static long[] decode(byte[] in, int offset) {
    long[] r = Limbs.read52(in, offset);
    multiply(r, r, SQUARE_OF_RADIX);
    return r;
  }

  /** Writes the one representative from 0 to p - 1, big-endian. */
  static void encode(long[] a, byte[] out, int offset) {
    long[] t = zero();
    multiply(t, a, PLAIN_ONE);
    canonical(t);
    Limbs.write52(t, out, offset);
  }

  /** -1 when a is 0 modulo p, else 0. */
  static long zeroMask(long[] a) {
    long[] t = a.clone();
    tighten(t, t);
    canonical(t);
    long bits = t[0] | t[1] | t[2] | t[3] | t[4];
    return ~((bits | -bits) >> 63);
  }

  /** From -p..p exclusive to 0..p-1, all limbs from 0 to 2^52 - 1. */
  private static void canonical(long[] t) {
    propagate(t);
    addPrime(t, t[4] >> 63 & 1);
    propagate(t);
    // Now 0..p; p itself only if the value was -p or p.
    addPrime(t, -1);
    propagate(t);
    addPrime(t, t[4] >> 63 & 1);
    propagate(t);
  }

  /** Brings a sum of up to 16 results back to about -0.6 p to 0.6 p, limbs from 0 to 2^52. */
  static void tighten(long[] r, long[] a) {
    tighten(r, a[0], a[1], a[2], a[3], a[4]);
  }

  /** r = a - 2b, tightened. */
  static void subtractTwice(long[] r, long[] a, long[] b) {
    tighten(r, a[0] - 2 * b[0], a[1] - 2 * b[1], a[2] - 2 * b[2], a[3] - 2 * b[3], a[4] - 2 * b[4]);
  }

  private static void tighten(long[] r, long a0, long a1, long a2, long a3, long a4) {
    // a / 2^256, rounded, is a / p to within a thousandth.
    long multiple = a4 + (a3 >> RADIX_BITS) + (1L << 47) >> 48;
    a0 += multiple;
    a1 -= multiple << 44;
    a3 -= multiple << 36;
    a4 -= (multiple << 48) - (multiple << 16);
    r[0] = a0 & MASK;
    r[1] = (a1 & MASK) + (a0 >> RADIX_BITS);
    r[2] = (a2 & MASK) + (a1 >> RADIX_BITS);
    r[3] = (a3 & MASK) + (a2 >> RADIX_BITS);
    r[4] = a4 + (a3 >> RADIX_BITS);
  }

  private static void addPrime(long[] t, long times) {
    t[0] -= times;
    t[1] += times << 44;
    t[3] += times << 36;
    t[4] += (times << 48) - (times << 16);
  }

  private static void propagate(long[] t) {
    for (int i = 0; i < LIMBS - 1; i++) {
      t[i + 1] += t[i] >> RADIX_BITS;
      t[i] &= MASK;
    }
  }

  /** r = a + b, limb by limb. */
  static void add(long[] r, long[] a, long[] b) {
    r[0] = a[0] + b[0];
    r[1] = a[1] + b[1];
    r[2] = a[2] + b[2];
    r[3] = a[3] + b[3];
    r[4] = a[4] + b[4];
  }

  /** r = a - b, limb by limb. */
  static void subtract(long[] r, long[] a, long[] b) {
    r[0] = a[0] - b[0];
    r[1] = a[1] - b[1];
    r[2] = a[2] - b[2];
    r[3] = a[3] - b[3];
    r[4] = a[4] - b[4];
  }

  /** r = a * times, limb by limb. */
  static void scale(long[] r, long[] a, int times) {
    r[0] = a[0] * times;
    r[1] = a[1] * times;
    r[2] = a[2] * times;
    r[3] = a[3] * times;
    r[4] = a[4] * times;
  }

  /** r = -a when the mask is -1, a when it is 0. */
  static void negateIf(long mask, long[] r, long[] a) {
    for (int i = 0; i < LIMBS; i++) {
      r[i] = (a[i] ^ mask) - mask;
    }
  }

  /** r = a when the mask is -1; else r stays. */
  static void copyIf(long mask, long[] r, long[] a) {
    for (int i = 0; i < LIMBS; i++) {
      r[i] ^= mask & (r[i] ^ a[i]);
    }
  }

  /** r = a * b / 2^260; r may be a or b. */
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

    long low0 = a0 * b0;
    long low1 = a0 * b1 + a1 * b0;
    long low2 = a0 * b2 + a1 * b1 + a2 * b0;
    long low3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
    long low4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
    long low5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
    long low6 = a2 * b4 + a3 * b3 + a4 * b2;
    long low7 = a3 * b4 + a4 * b3;
    long low8 = a4 * b4;
    double sum0 = ANCHOR + x0 * y0;
    double sum1 = ANCHOR + x0 * y1 + x1 * y0;
    double sum2 = ANCHOR + x0 * y2 + x1 * y1 + x2 * y0;
    double sum3 = ANCHOR + x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0;
    double sum4 = ANCHOR + x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0;
    double sum5 = ANCHOR + x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1;
    double sum6 = ANCHOR + x2 * y4 + x3 * y3 + x4 * y2;
    double sum7 = ANCHOR + x3 * y4 + x4 * y3;
    double sum8 = ANCHOR + x4 * y4;

    long bits0 = Double.doubleToRawLongBits(sum0);
    long v0 = rest(low0, bits0);
    long c = v0 + HALF >> RADIX_BITS;
    long m0 = v0 - (c << RADIX_BITS);
    long next1 = carry(bits0) + c + ((v0 & 0xFF) << 44);
    low3 += m0 << 36;
    low4 += m0 * TOP;
    double f0 = m0;
    sum3 += f0 * 0x1p36;
    sum4 += f0 * TOP;

    long bits1 = Double.doubleToRawLongBits(sum1);
    long v1 = rest(low1, bits1) + next1;
    c = v1 + HALF >> RADIX_BITS;
    long m1 = v1 - (c << RADIX_BITS);
    long next2 = carry(bits1) + c + ((v1 & 0xFF) << 44) + (m0 >> 8);
    low4 += m1 << 36;
    low5 += m1 * TOP;
    double f1 = m1;
    sum4 += f1 * 0x1p36;
    sum5 += f1 * TOP;

    long bits2 = Double.doubleToRawLongBits(sum2);
    long v2 = rest(low2, bits2) + next2;
    c = v2 + HALF >> RADIX_BITS;
    long m2 = v2 - (c << RADIX_BITS);
    long next3 = carry(bits2) + c + ((v2 & 0xFF) << 44) + (m1 >> 8);
    low5 += m2 << 36;
    low6 += m2 * TOP;
    double f2 = m2;
    sum5 += f2 * 0x1p36;
    sum6 += f2 * TOP;

    long bits3 = Double.doubleToRawLongBits(sum3);
    long v3 = rest(low3, bits3) + next3;
    c = v3 + HALF >> RADIX_BITS;
    long m3 = v3 - (c << RADIX_BITS);
    long next4 = carry(bits3) + c + ((v3 & 0xFF) << 44) + (m2 >> 8);
    low6 += m3 << 36;
    low7 += m3 * TOP;
    double f3 = m3;
    sum6 += f3 * 0x1p36;
    sum7 += f3 * TOP;

    long bits4 = Double.doubleToRawLongBits(sum4);
    long v4 = rest(low4, bits4) + next4;
    c = v4 + HALF >> RADIX_BITS;
    long m4 = v4 - (c << RADIX_BITS);
    long next5 = carry(bits4) + c + ((v4 & 0xFF) << 44) + (m3 >> 8);
    low7 += m4 << 36;
    low8 += m4 * TOP;
    double f4 = m4;
    sum7 += f4 * 0x1p36;
    sum8 += f4 * TOP;

    long bits5 = Double.doubleToRawLongBits(sum5);
    long bits6 = Double.doubleToRawLongBits(sum6);
    long bits7 = Double.doubleToRawLongBits(sum7);
    long bits8 = Double.doubleToRawLongBits(sum8);
    long v5 = rest(low5, bits5) + next5;
    long v6 = rest(low6, bits6) + carry(bits5) + (m4 >> 8);
    long v7 = rest(low7, bits7) + carry(bits6);
    long v8 = rest(low8, bits8) + carry(bits7);
    r[0] = v5 & MASK;
    r[1] = (v6 & MASK) + (v5 >> RADIX_BITS);
    r[2] = (v7 & MASK) + (v6 >> RADIX_BITS);
    r[3] = (v8 & MASK) + (v7 >> RADIX_BITS);
    r[4] = carry(bits8) + (v8 >> RADIX_BITS);
  }

  /** r = a * a / 2^260; r may be a. */
  static void square(long[] r, long[] a) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long d3 = 2 * a3;
    double x0 = a0;
    double x1 = a1;
    double x2 = a2;
    double x3 = a3;
    double x4 = a4;
    double w0 = 2 * x0;
    double w1 = 2 * x1;
    double w2 = 2 * x2;
    double w3 = 2 * x3;

    long low0 = a0 * a0;
    long low1 = d0 * a1;
    long low2 = d0 * a2 + a1 * a1;
    long low3 = d0 * a3 + d1 * a2;
    long low4 = d0 * a4 + d1 * a3 + a2 * a2;
    long low5 = d1 * a4 + d2 * a3;
    long low6 = d2 * a4 + a3 * a3;
    long low7 = d3 * a4;
    long low8 = a4 * a4;
    double sum0 = ANCHOR + x0 * x0;
    double sum1 = ANCHOR + w0 * x1;
    double sum2 = ANCHOR + w0 * x2 + x1 * x1;
    double sum3 = ANCHOR + w0 * x3 + w1 * x2;
    double sum4 = ANCHOR + w0 * x4 + w1 * x3 + x2 * x2;
    double sum5 = ANCHOR + w1 * x4 + w2 * x3;
    double sum6 = ANCHOR + w2 * x4 + x3 * x3;
    double sum7 = ANCHOR + w3 * x4;
    double sum8 = ANCHOR + x4 * x4;

    long bits0 = Double.doubleToRawLongBits(sum0);
    long v0 = rest(low0, bits0);
    long c = v0 + HALF >> RADIX_BITS;
    long m0 = v0 - (c << RADIX_BITS);
    long next1 = carry(bits0) + c + ((v0 & 0xFF) << 44);
    low3 += m0 << 36;
    low4 += m0 * TOP;
    double f0 = m0;
    sum3 += f0 * 0x1p36;
    sum4 += f0 * TOP;

    long bits1 = Double.doubleToRawLongBits(sum1);
    long v1 = rest(low1, bits1) + next1;
    c = v1 + HALF >> RADIX_BITS;
    long m1 = v1 - (c << RADIX_BITS);
    long next2 = carry(bits1) + c + ((v1 & 0xFF) << 44) + (m0 >> 8);
    low4 += m1 << 36;
    low5 += m1 * TOP;
    double f1 = m1;
    sum4 += f1 * 0x1p36;
    sum5 += f1 * TOP;

    long bits2 = Double.doubleToRawLongBits(sum2);
    long v2 = rest(low2, bits2) + next2;
    c = v2 + HALF >> RADIX_BITS;
    long m2 = v2 - (c << RADIX_BITS);
    long next3 = carry(bits2) + c + ((v2 & 0xFF) << 44) + (m1 >> 8);
    low5 += m2 << 36;
    low6 += m2 * TOP;
    double f2 = m2;
    sum5 += f2 * 0x1p36;
    sum6 += f2 * TOP;

    long bits3 = Double.doubleToRawLongBits(sum3);
    long v3 = rest(low3, bits3) + next3;
    c = v3 + HALF >> RADIX_BITS;
    long m3 = v3 - (c << RADIX_BITS);
    long next4 = carry(bits3) + c + ((v3 & 0xFF) << 44) + (m2 >> 8);
    low6 += m3 << 36;
    low7 += m3 * TOP;
    double f3 = m3;
    sum6 += f3 * 0x1p36;
    sum7 += f3 * TOP;

    long bits4 = Double.doubleToRawLongBits(sum4);
    long v4 = rest(low4, bits4) + next4;
    c = v4 + HALF >> RADIX_BITS;
    long m4 = v4 - (c << RADIX_BITS);
    long next5 = carry(bits4) + c + ((v4 & 0xFF) << 44) + (m3 >> 8);
    low7 += m4 << 36;
    low8 += m4 * TOP;
    double f4 = m4;
    sum7 += f4 * 0x1p36;
    sum8 += f4 * TOP;

    long bits5 = Double.doubleToRawLongBits(sum5);
    long bits6 = Double.doubleToRawLongBits(sum6);
    long bits7 = Double.doubleToRawLongBits(sum7);
    long bits8 = Double.doubleToRawLongBits(sum8);
    long v5 = rest(low5, bits5) + next5;
    long v6 = rest(low6, bits6) + carry(bits5) + (m4 >> 8);
    long v7 = rest(low7, bits7) + carry(bits6);
    long v8 = rest(low8, bits8) + carry(bits7);
    r[0] = v5 & MASK;
    r[1] = (v6 & MASK) + (v5 >> RADIX_BITS);
    r[2] = (v7 & MASK) + (v6 >> RADIX_BITS);
    r[3] = (v8 & MASK) + (v7 >> RADIX_BITS);
    r[4] = carry(bits8) + (v8 >> RADIX_BITS);
  }

  /** T / 2^52 of a column, rounded, from the bits of its anchored sum. */
  private static long carry(long sum) {
    return (sum << ROUGH_SHIFT) - (ANCHOR_BITS << ROUGH_SHIFT);
  }

  /** What a column has beyond its rounded carry: T - carry * 2^52, from T modulo 2^64. */
  private static long rest(long low, long sum) {
    return low - (sum << ROUGH_SHIFT + RADIX_BITS);
  }

  /** r = 1/a; 0 for 0. */
  static void invert(long[] r, long[] a) {
    long[] t = zero();
    tighten(t, a);
    canonical(t);
    // The inverse of a * 2^260 lacks 2^520 to be that of a in Montgomery's form.
    long[] inverse = Limbs.split52(INVERSE.invert(Limbs.join52(t)));
    multiply(r, inverse, SQUARE_OF_RADIX);
    multiply(r, r, SQUARE_OF_RADIX);
    Arrays.fill(t, 0);
  }

  /** 2^520 mod p, by doubling 1 as often. */
  private static long[] squareOfRadix() {
    long[] t = {1, 0, 0, 0, 0};
    for (int i = 0; i < 2 * LIMBS * RADIX_BITS; i++) {
      add(t, t, t);
      tighten(t, t);
    }
    return t;
  }
}
