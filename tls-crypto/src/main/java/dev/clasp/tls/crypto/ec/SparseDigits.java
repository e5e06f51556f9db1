package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * A public number as signed binary digits of which few are not zero (the non-adjacent form of width
 * w): each of those is odd, below 2^(w-1) in magnitude, and has at least w - 1 zeros above it.
 */
final class SparseDigits {
  /** Digits of a number of 256 bits. */
  static final int COUNT = 257;

  private SparseDigits() {}

  /**
   * The digits, least significant first. CT: none.
   *
   * @param number 32 bytes, big-endian
   */
  static int[] inVariableTime(byte[] number, int width) {
    int[] digits = new int[COUNT];
    long[] words = Arrays.copyOf(Limbs.readWords(number, 0), 6); // zeros above
    int half = 1 << width - 1;
    int place = 0;
    int carry = 0;
    while (place < COUNT) {
      // What is equal to the carry gives digits of 0 and hands the carry on.
      long from = bits(words, place) ^ -carry;
      int zeros = Long.numberOfTrailingZeros(from);
      if (zeros > 0) {
        place += zeros;
        continue;
      }
      int window = ((int) bits(words, place) & (1 << width) - 1) + carry;
      carry = window >= half ? 1 : 0;
      digits[place] = window - (carry << width);
      place += width;
    }
    return digits;
  }

  /** The 64 bits from a place on. */
  private static long bits(long[] words, int place) {
    int shift = place & 63;
    int word = place >> 6;
    return words[word] >>> shift | words[word + 1] << 1 << 63 - shift;
  }
}
