package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Multiplication of points of P-256 by secret scalars (FIPS 186-5, SP 800-186 §3.2.1.3).
 *
 * <p>A scalar k is replaced by n - k where it is even, and the result negated; an odd one has
 * {@link OddDigits}. Only the last addition can meet the same point twice, and only it pays for
 * being complete.
 *
 * <p>CT: {@link #multiplyUpToSign} and {@link #multiplyBase} reveal nothing of the scalar; {@link
 * #decode} is for public points.
 */
final class CurveP256 {
  /** The order of the group, big-endian. */
  static final byte[] ORDER =
      Bytes.fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551").toArray();

  private static final byte[] PRIME =
      Bytes.fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff").toArray();
  private static final long[] B =
      element("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
  private static final long[] BASE_X =
      element("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
  private static final long[] BASE_Y =
      element("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  /** Bits of a digit for any point: a row of 8 points. */
  private static final int WIDTH = 4;

  private static final int ENTRIES = 1 << WIDTH - 1;

  /** Bits of a digit for any point in a combination. */
  private static final int POINT_WIDTH = 5;

  private CurveP256() {}

  /** A public affine point. */
  record Affine(long[] x, long[] y) {}

  /**
   * Reads two coordinates, big-endian, and checks range and curve equation.
   *
   * @return null when they are no point of the curve
   */
  static @Nullable Affine decode(byte[] in, int offset) {
    int length = FieldP256.LENGTH;
    if (Arrays.compareUnsigned(in, offset, offset + length, PRIME, 0, length) >= 0
        || Arrays.compareUnsigned(in, offset + length, offset + 2 * length, PRIME, 0, length)
            >= 0) {
      return null;
    }
    Affine point = new Affine(FieldP256.decode(in, offset), FieldP256.decode(in, offset + length));
    return onCurve(point) ? point : null;
  }

  /** y^2 = x^3 - 3x + b. */
  private static boolean onCurve(Affine point) {
    long[] left = FieldP256.zero();
    long[] right = FieldP256.zero();
    FieldP256.square(left, point.y);
    FieldP256.square(right, point.x);
    FieldP256.subtract(right, right, FieldP256.ofSmall(3));
    FieldP256.multiply(right, right, point.x);
    FieldP256.add(right, right, B);
    FieldP256.subtract(left, left, right);
    return FieldP256.zeroMask(left) != 0;
  }

  /**
   * scalar * point, or its opposite: for uses that want the x coordinate only.
   *
   * @param scalar from 1 to n - 1, 32 bytes, big-endian
   */
  static PointP256 multiplyUpToSign(byte[] scalar, Affine point) {
    byte[] odd = scalar.clone();
    negateIfEven(odd);
    int[] digits = OddDigits.of(odd, WIDTH);
    long[] table = oddMultiples(point, ENTRIES);
    SelectedP256 selected = new SelectedP256();
    selected.loadOf8(table, digits[digits.length - 1]);
    PointP256 sum = PointP256.affine(selected.x, selected.y);
    for (int i = digits.length - 2; i >= 0; i--) {
      for (int j = 0; j < WIDTH; j++) {
        sum.twice();
      }
      selected.loadOf8(table, digits[i]);
      if (i > 0) {
        sum.add(selected.x, selected.y);
      } else {
        sum.addComplete(selected.x, selected.y);
      }
    }
    selected.erase();
    Arrays.fill(odd, (byte) 0);
    Arrays.fill(digits, 0);
    return sum;
  }

  /**
   * scalar * base point.
   *
   * @param scalar from 1 to n - 1, 32 bytes, big-endian
   */
  static PointP256 multiplyBase(byte[] scalar) {
    byte[] odd = scalar.clone();
    long evenMask = negateIfEven(odd);
    int[] digits = OddDigits.of(odd, BaseTable.WIDTH);
    long[][] rows = BaseTable.ROWS;
    SelectedP256 selected = new SelectedP256();
    selected.loadOf32(rows[0], digits[0]);
    SumP256 partial = new SumP256(selected.x, selected.y);
    int last = digits.length - 1;
    for (int i = 1; i < last; i++) {
      selected.loadOf32(rows[i], digits[i]);
      partial.add(selected.x, selected.y);
    }
    PointP256 sum = partial.toPoint();
    selected.loadOf32(rows[last], digits[last]);
    sum.addComplete(selected.x, selected.y);
    partial.erase();
    FieldP256.negateIf(evenMask, sum.y, sum.y);
    selected.erase();
    Arrays.fill(odd, (byte) 0);
    Arrays.fill(digits, 0);
    return sum;
  }

  /**
   * {@code a * base point + b * point}.
   *
   * <p>CT: none.
   *
   * @param a from 0 to n - 1, 32 bytes, big-endian; likewise b
   * @param multiples as {@link #multiplesInVariableTime} gives them
   */
  static PointP256 combineInVariableTime(byte[] a, byte[] b, SpacedMultiples multiples) {
    return combineInVariableTime(a, WideTable.BASE, b, multiples);
  }

  /**
   * {@code a * base point + b * point} with a prepared point.
   *
   * <p>CT: none.
   *
   * @param a from 0 to n - 1, 32 bytes, big-endian; likewise b
   * @param prepared as {@link #prepareInVariableTime} gives it
   */
  static PointP256 combinePreparedInVariableTime(byte[] a, byte[] b, SpacedMultiples prepared) {
    return combineInVariableTime(a, SpacedTable.BASE, b, prepared);
  }

  /**
   * {@code a * base point + b * point}.
   *
   * <p>Both scalars are written with few digits that are not zero; doublings are shared. Should an
   * addition meet the same or the opposite point, which only a forger can arrange, its Z is zero
   * and stays so, and the sum is computed again with additions that bear that.
   *
   * @param base multiples of the base point, as far apart as those of the point
   */
  private static PointP256 combineInVariableTime(
      byte[] a, SpacedMultiples base, byte[] b, SpacedMultiples point) {
    int[] digitsA = SparseDigits.inVariableTime(a, base.width());
    int[] digitsB = SparseDigits.inVariableTime(b, point.width());
    PointP256 sum = combineInVariableTime(digitsA, base, digitsB, point, false);
    return sum.infinityMask() == 0
        ? sum
        : combineInVariableTime(digitsA, base, digitsB, point, true);
  }

  private static PointP256 combineInVariableTime(
      int[] digitsA, SpacedMultiples base, int[] digitsB, SpacedMultiples point, boolean complete) {
    PointP256 sum = PointP256.infinity();
    SelectedP256 selected = new SelectedP256();
    boolean started = false;
    for (int place = base.spacing() - 1; place >= 0; place--) {
      if (started) {
        sum.twice();
      }
      for (int i = place, row = 0; i < digitsA.length; i += base.spacing(), row++) {
        if (digitsA[i] != 0) {
          selected.pickInVariableTime(base.rows()[row], digitsA[i]);
          sum.addInVariableTime(selected.x, selected.y, complete || !started);
          started = true;
        }
        if (digitsB[i] != 0) {
          selected.pickInVariableTime(point.rows()[row], digitsB[i]);
          sum.addInVariableTime(selected.x, selected.y, complete || !started);
          started = true;
        }
      }
    }
    return sum;
  }

  /**
   * Odd multiples of a public point and of its products with powers of two.
   *
   * @param width bits of a digit, see {@link SparseDigits}
   * @param spacing row i is of 2^(spacing * i) times the point; so many doublings a sum takes
   * @param rows affine points: 1, 3, 5 and so on, up to 2^(width - 1)
   */
  record SpacedMultiples(int width, int spacing, long[][] rows) {}

  /** What one combination with a point needs. CT: none. */
  static SpacedMultiples multiplesInVariableTime(Affine point) {
    return new SpacedMultiples(
        POINT_WIDTH, SparseDigits.COUNT, new long[][] {oddMultiples(point, 1 << POINT_WIDTH - 2)});
  }

  /**
   * Multiples of a point that will be combined more often: they cost more than a combination, and
   * save six of seven doublings in each to come. CT: none.
   */
  static SpacedMultiples prepareInVariableTime(Affine point) {
    long[][] rows = new long[SpacedTable.COUNT][];
    PointP256 first = PointP256.affine(point.x, point.y);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = oddMultiples(new Affine(first.x, first.y), 1 << POINT_WIDTH - 2);
      if (i < rows.length - 1) {
        for (int j = 0; j < SpacedTable.SPACING; j++) {
          first.twice();
        }
        first.normalize();
      }
    }
    return new SpacedMultiples(POINT_WIDTH, SpacedTable.SPACING, rows);
  }

  /**
   * The affine points 1, 3, 5 and so on times a public point.
   *
   * <p>Twice the point is added again and again. On an isomorphic curve, whose coordinates are
   * scaled by the Z of the doubled point, that one is affine, and the formulas do not see the
   * curve.
   */
  static long[] oddMultiples(Affine point, int count) {
    PointP256 doubled = PointP256.affine(point.x, point.y);
    doubled.twice();
    long[] scale = doubled.z.clone();
    long[] power = FieldP256.zero();
    PointP256[] multiples = new PointP256[count];
    PointP256 next = PointP256.affine(point.x, point.y);
    FieldP256.square(power, scale);
    FieldP256.multiply(next.x, next.x, power);
    FieldP256.multiply(power, power, scale);
    FieldP256.multiply(next.y, next.y, power);
    for (int i = 0; i < count; i++) {
      multiples[i] = next.copy();
      FieldP256.multiply(multiples[i].z, next.z, scale);
      next.add(doubled.x, doubled.y);
    }
    return PointP256.affineTable(multiples);
  }

  /** A number plus n, 32 bytes if that is below p; else empty. CT: none. */
  static byte[] plusOrderInVariableTime(byte[] number) {
    BigInteger sum = new BigInteger(1, number).add(new BigInteger(1, ORDER));
    return sum.compareTo(new BigInteger(1, PRIME)) < 0
        ? FixedLength.of(sum, FieldP256.LENGTH)
        : new byte[0];
  }

  /** Replaces an even scalar by n minus it; the mask says whether it did. */
  private static long negateIfEven(byte[] scalar) {
    int evenMask = (scalar[31] & 1) - 1;
    int borrow = 0;
    for (int i = 31; i >= 0; i--) {
      int difference = (ORDER[i] & 0xFF) - (scalar[i] & 0xFF) + borrow;
      borrow = difference >> 8;
      scalar[i] ^= (byte) (evenMask & (scalar[i] ^ difference));
    }
    return evenMask;
  }

  private static long[] element(String hex) {
    return FieldP256.decode(Bytes.fromHex(hex).toArray(), 0);
  }

  /**
   * Row i: the multiples 1, 3, 5, ... of 2^(WIDTH * i) times the base point. Built at first use.
   */
  private static final class BaseTable {
    static final int WIDTH = 6;
    static final long[][] ROWS = build();

    private static long[][] build() {
      long[][] rows = new long[OddDigits.count(WIDTH)][];
      PointP256 first = PointP256.affine(BASE_X, BASE_Y);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = oddMultiples(new Affine(first.x, first.y), 1 << WIDTH - 1);
        for (int j = 0; j < WIDTH; j++) {
          first.twice();
        }
        first.normalize();
      }
      return rows;
    }
  }

  /** More odd multiples of the base point, for verification. Built at first use. */
  private static final class WideTable {
    private static final int WIDTH = 10;
    static final SpacedMultiples BASE =
        new SpacedMultiples(
            WIDTH,
            SparseDigits.COUNT,
            new long[][] {oddMultiples(new Affine(BASE_X, BASE_Y), 1 << WIDTH - 2)});
  }

  /** Every sixth row of {@link BaseTable}, for verification with a prepared key. */
  private static final class SpacedTable {
    private static final int STEP = 6;
    static final int SPACING = STEP * BaseTable.WIDTH;

    /** Rows that cover all digits. */
    static final int COUNT = (SparseDigits.COUNT + SPACING - 1) / SPACING;

    static final SpacedMultiples BASE = new SpacedMultiples(BaseTable.WIDTH + 1, SPACING, rows());

    private static long[][] rows() {
      long[][] rows = new long[COUNT][];
      for (int i = 0; i < COUNT; i++) {
        rows[i] = BaseTable.ROWS[STEP * i];
      }
      return rows;
    }
  }
}
