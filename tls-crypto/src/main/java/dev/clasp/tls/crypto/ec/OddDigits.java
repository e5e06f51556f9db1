package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * An odd number below 2^256 as digits that are all odd, from -(2^w - 1) to 2^w - 1, of radix 2^w.
 *
 * <p>Every digit is there and none is zero, so a multiplication by such digits always takes the
 * same steps. With partial sums from the top, each is odd and, times the radix, larger than the
 * digit that is added to it, so before the last addition an affine addition never meets infinity or
 * the same point as long as the number is below the group's order.
 */
final class OddDigits {
  private static final int WORDS = 4;

  private OddDigits() {}

  /** How many digits of the given width 256 bits have. */
  static int count(int width) {
    return (256 + width - 1) / width;
  }

  /**
   * The digits, least significant first. CT: reveals nothing.
   *
   * @param odd 32 bytes, big-endian, an odd number
   */
  static int[] of(byte[] odd, int width) {
    long[] words = Arrays.copyOf(Limbs.readWords(odd, 0), WORDS + 1); // a word of zeros on top
    int[] digits = new int[count(width)];
    int last = digits.length - 1;
    for (int i = 0; i < last; i++) {
      // Each digit d - 2^w with d odd lends 2^w to the next window, which is made odd by it.
      int window = bits(words, i * width, width) | 1;
      int next = bits(words, (i + 1) * width, 1); // the next window's lowest bit
      digits[i] = window - ((next ^ 1) << width);
    }
    digits[last] = bits(words, last * width, width) | 1;
    Arrays.fill(words, 0);
    return digits;
  }

  /** Bits from a place below 256 on; places are public. */
  private static int bits(long[] words, int from, int width) {
    int word = from >> 6;
    int shift = from & 63;
    long value = words[word] >>> shift | words[word + 1] << 1 << 63 - shift;
    return (int) value & (1 << width) - 1;
  }
}
