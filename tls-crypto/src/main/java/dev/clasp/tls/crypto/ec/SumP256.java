package dev.clasp.tls.crypto.ec;

import java.util.Arrays;

/**
 * A sum of affine points of P-256 in extended Jacobian coordinates: x = X/ZZ, y = Y/ZZZ, and ZZ^3 =
 * ZZZ^2. Mutable.
 *
 * <p>An addition saves a squaring against {@link PointP256#add}, a doubling would cost two more
 * multiplications: for sums without doublings.
 *
 * <p>CT: all methods reveal nothing.
 */
final class SumP256 {
  private final long[] x;
  private final long[] y;
  private final long[] zz = FieldP256.one();
  private final long[] zzz = FieldP256.one();
  private final long[] t0 = FieldP256.zero();
  private final long[] t1 = FieldP256.zero();
  private final long[] t2 = FieldP256.zero();
  private final long[] t3 = FieldP256.zero();

  /** Begins with an affine point. */
  SumP256(long[] x, long[] y) {
    this.x = x.clone();
    this.y = y.clone();
  }

  /**
   * Adds an affine point: 8 multiplications, 2 squarings.
   *
   * <p>Wrong when this is infinity or the same point. The numbers in comments are multiplicities,
   * as {@link FieldP256} has them.
   */
  void add(long[] px, long[] py) {
    FieldP256.multiply(t0, zz, px);
    FieldP256.multiply(t1, zzz, py);
    FieldP256.subtract(t0, t0, x); // P: 2
    FieldP256.subtract(t1, t1, y); // R: 2
    FieldP256.square(t2, t0); // PP (2 * 2)
    FieldP256.multiply(t3, t0, t2); // PPP (2 * 1)
    FieldP256.multiply(t0, x, t2); // Q = X PP
    FieldP256.multiply(zz, zz, t2);
    FieldP256.multiply(zzz, zzz, t3);
    FieldP256.square(t2, t1); // R^2 (2 * 2)
    FieldP256.subtract(t2, t2, t3);
    FieldP256.subtractTwice(x, t2, t0); // X' = R^2 - PPP - 2Q
    FieldP256.subtract(t0, t0, x);
    FieldP256.multiply(t0, t0, t1); // R (Q - X') (2 * 2)
    FieldP256.multiply(t3, t3, y); // Y PPP
    FieldP256.subtract(t0, t0, t3);
    FieldP256.tighten(y, t0); // Y' = R (Q - X') - Y PPP
  }

  /** The same point in Jacobian coordinates with Z = ZZ. */
  PointP256 toPoint() {
    FieldP256.multiply(t0, x, zz);
    FieldP256.multiply(t1, y, zzz);
    FieldP256.tighten(t0, t0);
    FieldP256.tighten(t1, t1);
    return PointP256.jacobian(t0, t1, zz);
  }

  /** Overwrites the coordinates. */
  void erase() {
    for (long[] secret : new long[][] {x, y, zz, zzz, t0, t1, t2, t3}) {
      Arrays.fill(secret, 0);
    }
  }
}
