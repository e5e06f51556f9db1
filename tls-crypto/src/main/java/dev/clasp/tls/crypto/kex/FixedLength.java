package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;

/** Unsigned big-endian integers of a fixed size. */
public final class FixedLength {
  private FixedLength() {}

  /**
   * The value with leading zeros up to {@code length} bytes.
   *
   * @throws IllegalArgumentException when it needs more
   */
  public static byte[] of(BigInteger value, int length) {
    return of(value.toByteArray(), length);
  }

  /** The same for bytes that may have leading zeros to drop or need more of them. */
  public static byte[] of(byte[] value, int length) {
    int surplus = value.length - length;
    for (int i = 0; i < surplus; i++) {
      if (value[i] != 0) {
        throw new IllegalArgumentException(
            "%d bytes, expected at most %d".formatted(value.length, length));
      }
    }
    if (surplus >= 0) {
      return Arrays.copyOfRange(value, surplus, value.length);
    }
    byte[] padded = new byte[length];
    System.arraycopy(value, 0, padded, -surplus, value.length);
    return padded;
  }

  /**
   * A uniformly random scalar from 1 to {@code order - 1}, by drawing again (FIPS 186-5 §A.2.2).
   *
   * <p>CT: reveals the number of scalars drawn and thrown away, which says nothing about the one
   * kept.
   */
  public static byte[] randomScalar(BigInteger order, RandomSource random) {
    int bits = order.bitLength();
    byte[] scalar = new byte[(bits + 7) / 8];
    while (true) {
      random.fill(scalar);
      scalar[0] &= (byte) (0xFF >>> (8 * scalar.length - bits));
      BigInteger value = new BigInteger(1, scalar);
      if (value.signum() > 0 && value.compareTo(order) < 0) {
        return scalar;
      }
    }
  }
}
