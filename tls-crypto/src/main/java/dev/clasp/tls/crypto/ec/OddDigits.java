package dev.clasp.tls.crypto.ec;

/**
 * An odd number below 2^256 as digits that are all odd, from -(2^w - 1) to 2^w - 1, of radix 2^w.
 *
 * <p>Every digit is there and none is zero, so a multiplication by such digits always takes the
 * same steps. With partial sums from the top, each is odd and, times the radix, larger than the
 * digit that is added to it, so before the last addition an affine addition never meets infinity or
 * the same point as long as the number is below the group's order.
 */
final class OddDigits {
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
    int[] digits = new int[count(width)];
    for (int i = 0; i < digits.length; i++) {
      // Each digit d - 2^w with d odd lends 2^w to the next window, which is made odd by it.
      int window = bits(odd, i * width, width) | 1;
      int next = bits(odd, (i + 1) * width, 1); // the next window's lowest bit
      int last = i == digits.length - 1 ? 0 : 1; // i is public
      digits[i] = window - (last & ~next & 1) * (1 << width);
    }
    return digits;
  }

  /** Bits from a place on; bits above the number are 0. */
  private static int bits(byte[] number, int from, int width) {
    int value = 0;
    for (int i = 0; i < width; i++) {
      int place = from + i;
      if (place < 256) { // public
        value |= (number[31 - (place >> 3)] >> (place & 7) & 1) << i;
      }
    }
    return value;
  }
}
