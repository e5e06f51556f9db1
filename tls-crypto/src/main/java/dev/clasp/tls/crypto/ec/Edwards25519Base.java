package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import java.util.Arrays;

/**
 * Multiples of the base point (RFC 8032 §5.1, RFC 7748 §4.1) from a table, for key generation.
 *
 * <p>The scalar is written with 52 digits from -16 to 15 of radix 32. The table has the multiples 1
 * to 16 of 1024^i times the base point for i from 0 to 25. The digits at odd places are added first
 * and the sum multiplied by 32, then the ones at even places.
 *
 * <p>The table is 50 KB and built at first use, since computing it takes less time than reading it
 * from a file would.
 */
final class Edwards25519Base {
  private static final int WIDTH = 5;
  private static final int DIGITS = 52;
  private static final int ROWS = DIGITS / 2;
  private static final int MULTIPLES = 1 << WIDTH - 1;
  private static final int QUARTER = MULTIPLES / 4 * Edwards25519.PREPARED_LIMBS;

  // Little-endian, as RFC 8032 encodes them.
  private static final String X =
      "1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921";
  private static final String Y =
      "5866666666666666666666666666666666666666666666666666666666666666";

  /** Of each row, multiple after multiple, the limbs of each prepared point. */
  private static final long[][] TABLE = table();

  private Edwards25519Base() {}

  /**
   * {@code scalar} times the base point, as X25519 wants it. CT: reveals nothing.
   *
   * @param scalar 32 bytes, little-endian, below 2^255
   */
  static byte[] multiplyToMontgomery(byte[] scalar) {
    byte[] digits = digits(scalar);
    Edwards25519 sum = Edwards25519.neutral();
    Selected selected = new Selected();
    for (int i = 1; i < digits.length; i += 2) {
      selected.load(TABLE[i / 2], digits[i]);
      selected.addTo(sum);
    }
    for (int i = 0; i < WIDTH; i++) {
      sum.twice();
    }
    for (int i = 0; i < digits.length; i += 2) {
      selected.load(TABLE[i / 2], digits[i]);
      selected.addTo(sum);
    }
    byte[] u = sum.montgomeryU();
    sum.erase();
    selected.erase();
    Arrays.fill(digits, (byte) 0);
    return u;
  }

  /** Digits from -16 to 15 of radix 32; the last is 0 or 1. */
  private static byte[] digits(byte[] scalar) {
    byte[] digits = new byte[DIGITS];
    int carry = 0;
    for (int i = 0; i < DIGITS; i++) {
      int from = WIDTH * i; // public, as all places
      int low = scalar[from >> 3] & 0xFF;
      int high = from >> 3 < 31 ? scalar[(from >> 3) + 1] & 0xFF : 0;
      int window = ((low | high << 8) >> (from & 7) & 31) + carry;
      carry = window + 16 >> WIDTH;
      digits[i] = (byte) (window - (carry << WIDTH));
    }
    return digits;
  }

  /** One entry of the table, picked without telling which. */
  private static final class Selected {
    private final long[] sum = Field25519.zero();
    private final long[] difference = Field25519.zero();
    private final long[] product = Field25519.zero();
    private final long[] merged = new long[QUARTER];

    /**
     * Reads the whole row and keeps {@code digit} times its first point, in two passes as {@link
     * SelectedP256}. CT: reveals the row.
     */
    void load(long[] row, int digit) {
      int negative = digit >> 31; // 0 or -1
      int magnitude = (digit ^ negative) - negative;
      int index = magnitude - 1; // -1 for the neutral element
      int quarter = index >> 2;
      mergeQuarters(
          merged,
          row,
          equalMask(quarter, 0),
          equalMask(quarter, 1),
          equalMask(quarter, 2),
          equalMask(quarter, 3));
      long none = equalMask(magnitude, 0);
      long s0 = none & 1; // the neutral element: y + x = y - x = 1, 2dxy = 0
      long s1 = 0;
      long s2 = 0;
      long s3 = 0;
      long s4 = 0;
      long d0 = none & 1;
      long d1 = 0;
      long d2 = 0;
      long d3 = 0;
      long d4 = 0;
      long p0 = 0;
      long p1 = 0;
      long p2 = 0;
      long p3 = 0;
      long p4 = 0;
      int at = 0;
      for (int i = 0; i < MULTIPLES / 4; i++) {
        long mask = equalMask(index & 3, i);
        s0 |= mask & merged[at];
        s1 |= mask & merged[at + 1];
        s2 |= mask & merged[at + 2];
        s3 |= mask & merged[at + 3];
        s4 |= mask & merged[at + 4];
        d0 |= mask & merged[at + 5];
        d1 |= mask & merged[at + 6];
        d2 |= mask & merged[at + 7];
        d3 |= mask & merged[at + 8];
        d4 |= mask & merged[at + 9];
        p0 |= mask & merged[at + 10];
        p1 |= mask & merged[at + 11];
        p2 |= mask & merged[at + 12];
        p3 |= mask & merged[at + 13];
        p4 |= mask & merged[at + 14];
        at += Edwards25519.PREPARED_LIMBS;
      }
      store(sum, s0, s1, s2, s3, s4);
      store(difference, d0, d1, d2, d3, d4);
      long sign = negative; // -1 or 0: two's complement negation is (p ^ sign) - sign
      store(
          product,
          (p0 ^ sign) - sign,
          (p1 ^ sign) - sign,
          (p2 ^ sign) - sign,
          (p3 ^ sign) - sign,
          (p4 ^ sign) - sign);
      Field25519.swap(sign, sum, difference);
    }

    private static void mergeQuarters(
        long[] merged, long[] row, long mask0, long mask1, long mask2, long mask3) {
      for (int i = 0; i < QUARTER; i++) {
        merged[i] =
            row[i] & mask0
                | row[QUARTER + i] & mask1
                | row[2 * QUARTER + i] & mask2
                | row[3 * QUARTER + i] & mask3;
      }
    }

    void addTo(Edwards25519 point) {
      point.add(sum, difference, product);
    }

    void erase() {
      Arrays.fill(sum, 0);
      Arrays.fill(difference, 0);
      Arrays.fill(product, 0);
      Arrays.fill(merged, 0);
    }

    private static void store(long[] target, long l0, long l1, long l2, long l3, long l4) {
      target[0] = l0;
      target[1] = l1;
      target[2] = l2;
      target[3] = l3;
      target[4] = l4;
    }

    private static long equalMask(int a, int b) {
      long difference = a ^ b;
      return ~((difference | -difference) >> 63);
    }
  }

  private static long[][] table() {
    long[] x = Field25519.decode(Bytes.fromHex(X).toArray());
    long[] y = Field25519.decode(Bytes.fromHex(Y).toArray());
    long[] twiceD = twiceD();
    Edwards25519 row = Edwards25519.of(x, y);
    Edwards25519[] points = new Edwards25519[ROWS * MULTIPLES];
    for (int i = 0; i < ROWS; i++) {
      long[] base = Edwards25519.prepare(new Edwards25519[] {row}, twiceD);
      Edwards25519 multiple = row.copy();
      for (int j = 0; j < MULTIPLES; j++) {
        points[i * MULTIPLES + j] = multiple.copy();
        multiple.add(
            Arrays.copyOfRange(base, 0, 5),
            Arrays.copyOfRange(base, 5, 10),
            Arrays.copyOfRange(base, 10, 15));
      }
      for (int j = 0; j < 2 * WIDTH; j++) {
        row.twice();
      }
    }
    long[] prepared = Edwards25519.prepare(points, twiceD);
    long[][] rows = new long[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = Arrays.copyOfRange(prepared, i * 4 * QUARTER, (i + 1) * 4 * QUARTER);
    }
    return rows;
  }

  /** 2d = 2 * (-121665 / 121666) (RFC 8032 §5.1). */
  private static long[] twiceD() {
    long[] d = new long[] {121666, 0, 0, 0, 0};
    Field25519.invert(d, d);
    Field25519.multiplySmall(d, d, 2 * 121665);
    Field25519.negate(d, d);
    return d;
  }
}
