package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * A point of -x^2 + y^2 = 1 + d x^2 y^2 over 2^255 - 19 in extended coordinates: x = X/Z, y = Y/Z,
 * xy = T/Z (RFC 8032 §5.1.4). Mutable.
 *
 * <p>The curve is X25519's in other coordinates: u = (1 + y) / (1 - y) (RFC 7748 §4.1). Its
 * addition is complete, so no case is special.
 *
 * <p>CT: all methods reveal nothing.
 */
final class Edwards25519 {
  /** Limbs of a point prepared for addition: y + x, y - x, 2dxy. */
  static final int PREPARED_LIMBS = 3 * Field25519.LIMBS;

  private final long[] x;
  private final long[] y;
  private final long[] z;
  private final long[] t;
  private final long[] a = Field25519.zero();
  private final long[] b = Field25519.zero();
  private final long[] c = Field25519.zero();
  private final long[] e = Field25519.zero();

  private Edwards25519(long[] x, long[] y, long[] z, long[] t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  /** The neutral element (0, 1). */
  static Edwards25519 neutral() {
    return new Edwards25519(
        Field25519.zero(), Field25519.one(), Field25519.one(), Field25519.zero());
  }

  /** The point with these coordinates, which must be on the curve. */
  static Edwards25519 of(long[] x, long[] y) {
    long[] t = Field25519.zero();
    Field25519.multiply(t, x, y);
    return new Edwards25519(x.clone(), y.clone(), Field25519.one(), t);
  }

  Edwards25519 copy() {
    return new Edwards25519(x.clone(), y.clone(), z.clone(), t.clone());
  }

  /**
   * Adds an affine point, prepared: 7 multiplications.
   *
   * @param sum y + x
   * @param difference y - x
   * @param product 2dxy
   */
  void add(long[] sum, long[] difference, long[] product) {
    Field25519.subtract(a, y, x);
    Field25519.multiply(a, a, difference);
    Field25519.add(b, y, x);
    Field25519.multiply(b, b, sum);
    Field25519.multiply(c, t, product);
    Field25519.subtract(e, b, a); // E
    Field25519.add(b, b, a); // H
    Field25519.add(z, z, z); // D
    Field25519.subtract(a, z, c); // F
    Field25519.add(c, z, c); // G
    Field25519.multiply(x, e, a);
    Field25519.multiply(y, c, b);
    Field25519.multiply(t, e, b);
    Field25519.multiply(z, a, c);
  }

  /** Doubles: 4 multiplications and 4 squarings. */
  void twice() {
    Field25519.square(a, x);
    Field25519.square(b, y);
    Field25519.square(c, z);
    Field25519.add(e, x, y);
    Field25519.square(e, e);
    Field25519.add(x, a, b); // -H
    Field25519.subtract(e, e, x); // E
    Field25519.subtract(b, b, a); // G
    Field25519.add(c, c, c);
    Field25519.subtract(c, b, c); // F
    Field25519.negate(a, x); // H
    Field25519.multiply(x, e, c);
    Field25519.multiply(y, b, a);
    Field25519.multiply(t, e, a);
    Field25519.multiply(z, c, b);
  }

  /** The u coordinate of the same point on the Montgomery curve, (Z + Y) / (Z - Y), encoded. */
  byte[] montgomeryU() {
    Field25519.subtract(a, z, y);
    Field25519.invert(a, a);
    Field25519.add(b, z, y);
    Field25519.multiply(a, a, b);
    return Field25519.encode(a);
  }

  /**
   * Prepares several points for addition at the price of one inversion; the limbs one after
   * another.
   *
   * @param twiceD 2d, the constant of the curve
   */
  static long[] prepare(Edwards25519[] points, long[] twiceD) {
    long[][] products = new long[points.length + 1][]; // of the first i values of Z
    products[0] = Field25519.one();
    for (int i = 0; i < points.length; i++) {
      products[i + 1] = Field25519.zero();
      Field25519.multiply(products[i + 1], products[i], points[i].z);
    }
    long[] inverse = Field25519.zero();
    Field25519.invert(inverse, products[points.length]);
    long[] prepared = new long[PREPARED_LIMBS * points.length];
    long[] one = Field25519.one();
    for (int i = points.length - 1; i >= 0; i--) {
      Edwards25519 point = points[i];
      long[] reciprocal = Field25519.zero();
      Field25519.multiply(reciprocal, inverse, products[i]);
      Field25519.multiply(inverse, inverse, point.z);
      long[] x = Field25519.zero();
      long[] y = Field25519.zero();
      long[] value = Field25519.zero();
      Field25519.multiply(x, point.x, reciprocal);
      Field25519.multiply(y, point.y, reciprocal);
      int at = PREPARED_LIMBS * i;
      Field25519.add(value, y, x);
      Field25519.multiply(value, value, one); // carries, so that the limbs are small
      System.arraycopy(value, 0, prepared, at, Field25519.LIMBS);
      Field25519.subtract(value, y, x);
      Field25519.multiply(value, value, one);
      System.arraycopy(value, 0, prepared, at + Field25519.LIMBS, Field25519.LIMBS);
      Field25519.multiply(value, x, y);
      Field25519.multiply(value, value, twiceD);
      System.arraycopy(value, 0, prepared, at + 2 * Field25519.LIMBS, Field25519.LIMBS);
    }
    return prepared;
  }

  /** Overwrites the coordinates. */
  void erase() {
    for (long[] secret : new long[][] {x, y, z, t, a, b, c, e}) {
      Arrays.fill(secret, 0);
    }
  }
}
