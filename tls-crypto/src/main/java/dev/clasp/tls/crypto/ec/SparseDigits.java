package dev.clasp.tls.crypto.ec;

import java.math.BigInteger;

/**
 * A public number as signed binary digits of which few are not zero (the non-adjacent form of width
 * w): each of those is odd, below 2^(w-1) in magnitude, and has at least w - 1 zeros above it.
 */
final class SparseDigits {
  private SparseDigits() {}

  /**
   * The digits, least significant first, 257 of them. CT: none.
   *
   * @param number 32 bytes, big-endian
   */
  static int[] inVariableTime(byte[] number, int width) {
    int[] digits = new int[257];
    BigInteger value = new BigInteger(1, number);
    int half = 1 << width - 1;
    int place = 0;
    int carry = 0;
    while (place < digits.length) {
      if ((value.testBit(place) ? 1 : 0) == carry) {
        place++; // the digit is 0, the carry goes on
        continue;
      }
      int window = carry;
      for (int i = 0; i < width; i++) {
        window += value.testBit(place + i) ? 1 << i : 0;
      }
      carry = window >= half ? 1 : 0;
      digits[place] = window - (carry << width);
      place += width;
    }
    return digits;
  }
}
