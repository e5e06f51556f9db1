package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.RandomSource;

/** Scalars of P-256: numbers from 1 to n - 1 in 32 bytes, big-endian. */
final class ScalarsP256 {
  static final int LENGTH = 32;

  private ScalarsP256() {}

  /**
   * A uniformly random scalar, by drawing again (FIPS 186-5 §A.2.2).
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

  /** -1 for a number from 1 to n - 1, else 0. CT: reveals nothing. */
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
}
