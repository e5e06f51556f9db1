package dev.clasp.tls.crypto;

/**
 * Arithmetic on secrets whose time does not depend on their values.
 *
 * <p>A mask is an {@code int} that is 0 ("no") or -1 ("yes"). HotSpot gives no guarantee of
 * constant time; these methods only give it no branch and no index to choose by.
 */
public final class ConstantTime {
  private ConstantTime() {}

  /** Whether the contents are the same. CT: reveals the lengths and the verdict only. */
  public static boolean equal(byte[] a, byte[] b) {
    return a.length == b.length && zeroMask(difference(a, b)) != 0;
  }

  /** Whether every byte is zero. CT: reveals the length and the verdict only. */
  public static boolean isZero(byte[] a) {
    int bits = 0;
    for (byte value : a) {
      bits |= value;
    }
    return zeroMask(bits) != 0;
  }

  /** -1 when {@code value} is 0, else 0. CT: reveals nothing. */
  public static int zeroMask(int value) {
    return ~((value | -value) >> 31);
  }

  /** -1 when both are the same, else 0. CT: reveals nothing. */
  public static int equalMask(int a, int b) {
    return zeroMask(a ^ b);
  }

  /** -1 when {@code a < b}, else 0; both 0 or more. CT: reveals nothing. */
  public static int lessMask(int a, int b) {
    return (a - b) >> 31;
  }

  /** {@code a} where the mask is -1, {@code b} where it is 0. CT: reveals nothing. */
  public static int select(int mask, int a, int b) {
    return b ^ (mask & (a ^ b));
  }

  /** Overwrites {@code target} with {@code source} where the mask is -1. CT: reveals the length. */
  public static void copyIf(int mask, byte[] source, byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) select(mask, source[i], target[i]);
    }
  }

  private static int difference(byte[] a, byte[] b) {
    int bits = 0;
    for (int i = 0; i < a.length; i++) {
      bits |= a[i] ^ b[i];
    }
    return bits;
  }
}
