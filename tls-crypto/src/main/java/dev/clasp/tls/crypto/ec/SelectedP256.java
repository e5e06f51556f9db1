package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * One point out of a row of a table, picked without telling which. Mutable.
 *
 * <p>A long row is read in two passes: the first merges its four quarters under masks, which
 * HotSpot makes vector code of, as long as quarters have a constant length and the row is an array
 * of its own; the second goes through what is left, point by point.
 */
final class SelectedP256 {
  /** Limbs of a point in a table. */
  static final int ENTRY = 2 * FieldP256.LIMBS;

  private static final int SHORT = 8;
  private static final int QUARTER = SHORT * ENTRY;

  final long[] x = FieldP256.zero();
  final long[] y = FieldP256.zero();
  private final long[] merged = new long[QUARTER];

  /**
   * Reads a whole row of 32 points and keeps {@code digit} times its first. CT: reveals the row.
   *
   * @param row affine points: the multiples 1, 3, 5 and so on
   * @param digit odd, in magnitude below 64
   */
  void loadOf32(long[] row, int digit) {
    int sign = digit >> 31;
    int wanted = (digit ^ sign) - sign >> 1;
    int quarter = wanted >> 3;
    mergeQuarters(
        merged,
        row,
        equalMask(quarter, 0),
        equalMask(quarter, 1),
        equalMask(quarter, 2),
        equalMask(quarter, 3));
    pick(merged, wanted & 7, sign);
  }

  /**
   * The same with a row of 8 points.
   *
   * @param digit odd, in magnitude below 16
   */
  void loadOf8(long[] row, int digit) {
    int sign = digit >> 31;
    pick(row, (digit ^ sign) - sign >> 1, sign);
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

  /** -1 for the same, else 0; both small. */
  private static long equalMask(long a, long b) {
    return (a ^ b) - 1 >> 63;
  }

  private void pick(long[] row, int wanted, int sign) {
    long x0 = 0;
    long x1 = 0;
    long x2 = 0;
    long x3 = 0;
    long x4 = 0;
    long y0 = 0;
    long y1 = 0;
    long y2 = 0;
    long y3 = 0;
    long y4 = 0;
    int at = 0;
    for (int i = 0; i < SHORT; i++) {
      long mask = equalMask(i, wanted);
      x0 |= mask & row[at];
      x1 |= mask & row[at + 1];
      x2 |= mask & row[at + 2];
      x3 |= mask & row[at + 3];
      x4 |= mask & row[at + 4];
      y0 |= mask & row[at + 5];
      y1 |= mask & row[at + 6];
      y2 |= mask & row[at + 7];
      y3 |= mask & row[at + 8];
      y4 |= mask & row[at + 9];
      at += ENTRY;
    }
    x[0] = x0;
    x[1] = x1;
    x[2] = x2;
    x[3] = x3;
    x[4] = x4;
    long negative = sign;
    y[0] = (y0 ^ negative) - negative;
    y[1] = (y1 ^ negative) - negative;
    y[2] = (y2 ^ negative) - negative;
    y[3] = (y3 ^ negative) - negative;
    y[4] = (y4 ^ negative) - negative;
  }

  /**
   * Keeps {@code digit} times the row's first point. CT: none; for public digits.
   *
   * @param digit odd
   */
  void pickInVariableTime(long[] row, int digit) {
    int at = (Math.abs(digit) >> 1) * ENTRY;
    System.arraycopy(row, at, x, 0, FieldP256.LIMBS);
    System.arraycopy(row, at + FieldP256.LIMBS, y, 0, FieldP256.LIMBS);
    FieldP256.negateIf(digit >> 31, y, y);
  }

  void erase() {
    Arrays.fill(x, 0);
    Arrays.fill(y, 0);
    Arrays.fill(merged, 0);
  }
}
