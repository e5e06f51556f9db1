package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Arithmetic modulo n, the order of P-256. Numbers are 32 bytes, big-endian.
 *
 * <p>A signature needs four multiplications here, so they are written for brevity: Montgomery's
 * form with radix 2^32.
 *
 * <p>CT: all methods but {@link #random} reveal nothing.
 */
final class ScalarsP256 {
  static final int LENGTH = 32;

  private static final BigInteger ORDER = new BigInteger(1, CurveP256.ORDER);
  private static final ModularInverse INVERSE = new ModularInverse(ORDER);
  private static final int LIMBS = 8;
  private static final long MASK = 0xFFFF_FFFFL;
  private static final long[] N = limbs(CurveP256.ORDER);

  /** 2^512 mod n: makes up for two divisions by 2^256. */
  private static final long[] SQUARE_OF_RADIX = squareOfRadix();

  /** -1 / n modulo 2^32. */
  private static final long NEGATIVE_INVERSE =
      ORDER.negate().modInverse(BigInteger.ONE.shiftLeft(32)).longValue();

  private ScalarsP256() {}

  /**
   * A uniformly random scalar from 1 to n - 1, by drawing again (FIPS 186-5 §A.2.2).
   *
   * <p>CT: reveals how many were drawn, which says nothing about the one kept.
   */
  static byte[] random(RandomSource random) {
    byte[] scalar = new byte[LENGTH];
    do {
      random.fill(scalar);
    } while (inRangeMask(scalar) == 0);
    return scalar;
  }

  /** -1 for a number from 1 to n - 1, else 0. */
  static int inRangeMask(byte[] number) {
    int bits = 0;
    int borrow = 0;
    for (int i = LENGTH - 1; i >= 0; i--) {
      bits |= number[i];
      borrow = (number[i] & 0xFF) - (CurveP256.ORDER[i] & 0xFF) + borrow >> 8;
    }
    int nonZeroMask = (bits | -bits) >> 31;
    return nonZeroMask & borrow; // a borrow is -1: below n
  }

  /** -1 for 0, else 0. */
  static int zeroMask(byte[] number) {
    int bits = 0;
    for (byte value : number) {
      bits |= value;
    }
    return ~((bits | -bits) >> 31);
  }

  /** A number below 2^256, modulo n. */
  static byte[] reduce(byte[] number) {
    long[] t = Arrays.copyOf(limbs(number), LIMBS + 1);
    subtractOrder(t);
    return bytes(t);
  }

  static byte[] add(byte[] a, byte[] b) {
    long[] x = limbs(a);
    long[] y = limbs(b);
    long[] t = new long[LIMBS + 1];
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      carry += x[i] + y[i];
      t[i] = carry & MASK;
      carry >>>= 32;
    }
    t[LIMBS] = carry;
    subtractOrder(t);
    return bytes(t);
  }

  static byte[] multiply(byte[] a, byte[] b) {
    return bytes(montgomery(montgomery(limbs(a), limbs(b)), SQUARE_OF_RADIX));
  }

  /** 1 / a modulo n; 0 for 0. */
  static byte[] invert(byte[] a) {
    byte[] result = new byte[LENGTH];
    Limbs.writeWords(INVERSE.invert(Limbs.readWords(a, 0)), result, 0);
    return result;
  }

  /** a * b / 2^256 modulo n. */
  private static long[] montgomery(long[] a, long[] b) {
    long[] t = new long[LIMBS + 2];
    for (int i = 0; i < LIMBS; i++) {
      long carry = 0;
      for (int j = 0; j < LIMBS; j++) {
        carry += t[j] + a[j] * b[i]; // below 2^64
        t[j] = carry & MASK;
        carry >>>= 32;
      }
      carry += t[LIMBS];
      t[LIMBS] = carry & MASK;
      t[LIMBS + 1] = carry >>> 32;

      long m = t[0] * NEGATIVE_INVERSE & MASK;
      carry = t[0] + m * N[0] >>> 32;
      for (int j = 1; j < LIMBS; j++) {
        carry += t[j] + m * N[j];
        t[j - 1] = carry & MASK;
        carry >>>= 32;
      }
      carry += t[LIMBS];
      t[LIMBS - 1] = carry & MASK;
      t[LIMBS] = t[LIMBS + 1] + (carry >>> 32);
    }
    long[] result = Arrays.copyOf(t, LIMBS + 1);
    subtractOrder(result);
    return Arrays.copyOf(result, LIMBS);
  }

  /** t = t - n when t is at least n; t has nine limbs and is below 2n. */
  private static void subtractOrder(long[] t) {
    long[] difference = new long[LIMBS];
    long borrow = 0;
    for (int i = 0; i < LIMBS; i++) {
      borrow += t[i] - N[i];
      difference[i] = borrow & MASK;
      borrow >>= 32;
    }
    long smallerMask = t[LIMBS] + borrow >> 63;
    for (int i = 0; i < LIMBS; i++) {
      t[i] = difference[i] ^ smallerMask & (difference[i] ^ t[i]);
    }
    t[LIMBS] = 0;
  }

  private static long[] limbs(byte[] number) {
    long[] words = Limbs.readWords(number, 0);
    long[] limbs = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = words[i >> 1] >>> 32 * (i & 1) & MASK;
    }
    return limbs;
  }

  private static byte[] bytes(long[] limbs) {
    byte[] number = new byte[LENGTH];
    for (int i = 0; i < LIMBS / 2; i++) {
      Limbs.putWord(number, 24 - 8 * i, limbs[2 * i] | limbs[2 * i + 1] << 32);
    }
    return number;
  }

  private static long[] squareOfRadix() {
    BigInteger value = BigInteger.ONE.shiftLeft(512).mod(ORDER);
    long[] limbs = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = value.shiftRight(32 * i).longValue() & MASK;
    }
    return limbs;
  }
}
