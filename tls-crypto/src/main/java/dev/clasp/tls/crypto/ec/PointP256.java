package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * A point of P-256 in Jacobian coordinates: x = X/Z^2, y = Y/Z^3; Z = 0 is the point at infinity.
 * Mutable.
 *
 * <p>X and Y are always tightened, Z is a result of a multiplication, as {@link FieldP256} says;
 * the numbers in comments are the multiplicities it speaks of.
 *
 * <p>CT: all methods reveal nothing. {@link #add} has special cases and says which.
 */
final class PointP256 {
  final long[] x;
  final long[] y;
  final long[] z;
  private final long[] t0 = FieldP256.zero();
  private final long[] t1 = FieldP256.zero();
  private final long[] t2 = FieldP256.zero();
  private final long[] t3 = FieldP256.zero();

  private PointP256(long[] x, long[] y, long[] z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  static PointP256 infinity() {
    return new PointP256(FieldP256.one(), FieldP256.one(), FieldP256.zero());
  }

  static PointP256 affine(long[] x, long[] y) {
    return new PointP256(x.clone(), y.clone(), FieldP256.one());
  }

  /**
   * With these coordinates, copied.
   *
   * @param x tightened, as y
   */
  static PointP256 jacobian(long[] x, long[] y, long[] z) {
    return new PointP256(x.clone(), y.clone(), z.clone());
  }

  PointP256 copy() {
    return new PointP256(x.clone(), y.clone(), z.clone());
  }

  /** Doubles: 4 multiplications, 4 squarings. Right for every point, infinity included. */
  void twice() {
    FieldP256.square(t0, y); // gamma
    FieldP256.square(t1, z); // delta
    FieldP256.add(t2, y, y);
    FieldP256.multiply(z, z, t2); // Z' = 2YZ (1 * 2)
    FieldP256.subtract(t2, x, t1);
    FieldP256.add(t3, x, t1);
    FieldP256.multiply(t2, t2, t3); // (X - delta)(X + delta) (2 * 2)
    FieldP256.scale(t2, t2, 3); // alpha: 3
    FieldP256.scale(t3, t0, 4);
    FieldP256.multiply(t3, t3, x); // 4 beta = 4 X gamma (4 * 1)
    FieldP256.add(t0, t0, t0);
    FieldP256.square(t0, t0); // 4 gamma^2 (2 * 2)
    FieldP256.square(t1, t2); // alpha^2 (3 * 3)
    FieldP256.subtractTwice(x, t1, t3); // X' = alpha^2 - 8 beta
    FieldP256.subtract(t3, t3, x);
    FieldP256.multiply(t3, t3, t2); // alpha (4 beta - X') (2 * 3)
    FieldP256.subtractTwice(y, t3, t0); // Y' = alpha (4 beta - X') - 8 gamma^2
  }

  /**
   * Adds an affine point: 8 multiplications, 3 squarings.
   *
   * <p>Wrong when this is infinity or the same point; right when it is the opposite one, which
   * gives infinity.
   */
  void add(long[] px, long[] py) {
    FieldP256.square(t0, z);
    FieldP256.multiply(t1, t0, px);
    FieldP256.multiply(t0, t0, z);
    FieldP256.multiply(t0, t0, py);
    FieldP256.subtract(t1, t1, x); // H: 2
    FieldP256.subtract(t0, t0, y); // R: 2
    FieldP256.multiply(z, z, t1); // Z' = ZH (1 * 2)
    FieldP256.square(t2, t1); // H^2 (2 * 2)
    FieldP256.multiply(t3, t1, t2); // H^3 (2 * 1)
    FieldP256.multiply(t2, t2, x); // V = X H^2
    FieldP256.square(t1, t0); // R^2 (2 * 2)
    FieldP256.subtract(t1, t1, t3);
    FieldP256.subtractTwice(x, t1, t2); // X' = R^2 - H^3 - 2V
    FieldP256.subtract(t2, t2, x);
    FieldP256.multiply(t2, t2, t0); // R (V - X') (2 * 2)
    FieldP256.multiply(t3, t3, y); // Y H^3
    FieldP256.subtract(t2, t2, t3);
    FieldP256.tighten(y, t2);
  }

  /** Adds an affine point that may be the same one, and to infinity: an addition and a doubling. */
  void addComplete(long[] px, long[] py) {
    PointP256 doubled = copy();
    doubled.twice();
    long infinityMask = FieldP256.zeroMask(z);
    long sameMask = sameMask(px, py) & ~infinityMask;
    add(px, py);
    FieldP256.copyIf(sameMask, x, doubled.x);
    FieldP256.copyIf(sameMask, y, doubled.y);
    FieldP256.copyIf(sameMask, z, doubled.z);
    FieldP256.copyIf(infinityMask, x, px);
    FieldP256.copyIf(infinityMask, y, py);
    FieldP256.copyIf(infinityMask, z, FieldP256.one());
    doubled.erase();
  }

  /** Adds a public point, one way or the other. CT: reveals which. */
  void addInVariableTime(long[] px, long[] py, boolean complete) {
    if (complete) {
      addComplete(px, py);
    } else {
      add(px, py);
    }
  }

  /** -1 when this is the given point, else 0. */
  private long sameMask(long[] px, long[] py) {
    FieldP256.square(t0, z);
    FieldP256.multiply(t1, t0, px);
    FieldP256.multiply(t0, t0, z);
    FieldP256.multiply(t0, t0, py);
    FieldP256.subtract(t1, t1, x);
    FieldP256.subtract(t0, t0, y);
    return FieldP256.zeroMask(t1) & FieldP256.zeroMask(t0);
  }

  /** -1 when this is the point at infinity, else 0. */
  long infinityMask() {
    return FieldP256.zeroMask(z);
  }

  /** Whether the affine x is the given number. Not for infinity. CT: none. */
  boolean hasXInVariableTime(long[] affineX) {
    FieldP256.square(t0, z);
    FieldP256.multiply(t0, t0, affineX);
    FieldP256.subtract(t0, t0, x);
    return FieldP256.zeroMask(t0) != 0;
  }

  /** Makes Z one; infinity becomes (0, 0). */
  void normalize() {
    FieldP256.invert(t0, z);
    FieldP256.square(t1, t0);
    FieldP256.multiply(x, x, t1);
    FieldP256.multiply(t1, t1, t0);
    FieldP256.multiply(y, y, t1);
    System.arraycopy(FieldP256.one(), 0, z, 0, FieldP256.LIMBS);
  }

  /**
   * The affine coordinates of several points at the price of one inversion: x and y of the first,
   * of the second, and so on, limb by limb.
   */
  static long[] affineTable(PointP256[] points) {
    int count = points.length;
    long[][] products = new long[count + 1][]; // of the first i values of Z
    products[0] = FieldP256.one();
    for (int i = 0; i < count; i++) {
      products[i + 1] = FieldP256.zero();
      FieldP256.multiply(products[i + 1], products[i], points[i].z);
    }
    long[] inverse = FieldP256.zero();
    long[] reciprocal = FieldP256.zero();
    long[] square = FieldP256.zero();
    long[] coordinate = FieldP256.zero();
    long[] table = new long[2 * FieldP256.LIMBS * count];
    FieldP256.invert(inverse, products[count]);
    for (int i = count - 1; i >= 0; i--) {
      PointP256 point = points[i];
      FieldP256.multiply(reciprocal, inverse, products[i]);
      FieldP256.multiply(inverse, inverse, point.z);
      FieldP256.square(square, reciprocal);
      FieldP256.multiply(coordinate, point.x, square);
      System.arraycopy(coordinate, 0, table, 2 * FieldP256.LIMBS * i, FieldP256.LIMBS);
      FieldP256.multiply(square, square, reciprocal);
      FieldP256.multiply(coordinate, point.y, square);
      System.arraycopy(
          coordinate, 0, table, 2 * FieldP256.LIMBS * i + FieldP256.LIMBS, FieldP256.LIMBS);
    }
    return table;
  }

  /** Overwrites the coordinates. */
  void erase() {
    for (long[] secret : new long[][] {x, y, z, t0, t1, t2, t3}) {
      Arrays.fill(secret, 0);
    }
  }
}
