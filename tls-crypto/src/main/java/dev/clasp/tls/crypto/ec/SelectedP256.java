package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/** One point out of a row of a table, picked without telling which. Mutable. */
final class SelectedP256 {
  private static final int ENTRY = 2 * FieldP256.LIMBS;

  final long[] x = FieldP256.zero();
  final long[] y = FieldP256.zero();

  /**
   * Reads the whole row and keeps {@code digit} times its point. CT: reveals the row.
   *
   * @param table affine points, row after row; a row has the multiples 1, 3, 5 and so on
   * @param row which row
   * @param entries points in a row
   * @param digit odd, in magnitude below twice the number of entries
   */
  void load(long[] table, int row, int entries, int digit) {
    int sign = digit >> 31;
    int wanted = (digit ^ sign) - sign >> 1;
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
    int at = row * entries * ENTRY;
    for (int i = 0; i < entries; i++) {
      long difference = i ^ wanted;
      long mask = difference - 1 >> 63; // -1 for 0, else 0
      x0 |= mask & table[at];
      x1 |= mask & table[at + 1];
      x2 |= mask & table[at + 2];
      x3 |= mask & table[at + 3];
      x4 |= mask & table[at + 4];
      y0 |= mask & table[at + 5];
      y1 |= mask & table[at + 6];
      y2 |= mask & table[at + 7];
      y3 |= mask & table[at + 8];
      y4 |= mask & table[at + 9];
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
   * Keeps {@code digit} times the point of the table's first row. CT: none; for public digits.
   *
   * @param digit odd
   */
  void pickInVariableTime(long[] table, int digit) {
    int at = (Math.abs(digit) >> 1) * ENTRY;
    System.arraycopy(table, at, x, 0, FieldP256.LIMBS);
    System.arraycopy(table, at + FieldP256.LIMBS, y, 0, FieldP256.LIMBS);
    FieldP256.negateIf(digit >> 31, y, y);
  }

  void erase() {
    Arrays.fill(x, 0);
    Arrays.fill(y, 0);
  }
}
