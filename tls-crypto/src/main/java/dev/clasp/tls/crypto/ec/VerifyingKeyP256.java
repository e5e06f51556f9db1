package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A public key of ECDSA on P-256, which verifies faster once it is known to come again.
 *
 * <p>The first verification makes a small table of multiples, which is kept; after {@value
 * #PROBATION} good signatures a larger one pays for itself, {@value #PREPARED_SIZE} bytes or so,
 * and halves the time of those to come. Thread-safe.
 *
 * <p>CT: none, everything is public; the time tells how often the key was used.
 */
public final class VerifyingKeyP256 {
  /** About what a key with both tables takes in memory, in bytes. */
  public static final int PREPARED_SIZE = 6_500;

  private static final int PROBATION = 2;
  private static final int LENGTH = ScalarsP256.LENGTH;

  private final CurveP256.Affine point;
  private final CurveP256.SpacedMultiples multiples;
  private volatile CurveP256.@Nullable SpacedMultiples prepared;
  private volatile int verified; // a lost count in a race makes it wait for one more

  private VerifyingKeyP256(CurveP256.Affine point) {
    this.point = point;
    this.multiples = CurveP256.multiplesInVariableTime(point);
  }

  /**
   * Reads and checks a key.
   *
   * @param point two coordinates, 64 bytes
   * @return null when they are no point of the curve
   */
  public static @Nullable VerifyingKeyP256 decodeInVariableTime(Bytes point) {
    CurveP256.Affine affine = CurveP256.decode(point.toArray(), 0);
    return affine == null ? null : new VerifyingKeyP256(affine);
  }

  /**
   * Checks a signature of a hash (FIPS 186-5 §6.4.2).
   *
   * @param hash at least 32 bytes, of which the first 32 count
   */
  public boolean verifyInVariableTime(Bytes hash, EcdsaSigValue signature) {
    if (signature.r().size() > LENGTH || signature.s().size() > LENGTH) {
      return false;
    }
    byte[] r = padded(signature.r());
    byte[] s = padded(signature.s());
    if ((ScalarsP256.inRangeMask(r) & ScalarsP256.inRangeMask(s)) == 0) {
      return false;
    }
    byte[] w = ScalarsP256.invert(s);
    byte[] u1 = ScalarsP256.multiply(ScalarsP256.reduce(hash.first(LENGTH).toArray()), w);
    byte[] u2 = ScalarsP256.multiply(r, w);
    boolean valid = isXOf(r, combine(u1, u2));
    if (valid && prepared == null) {
      prepareIfUsedAgain();
    }
    return valid;
  }

  private PointP256 combine(byte[] u1, byte[] u2) {
    CurveP256.SpacedMultiples table = prepared;
    return table == null
        ? CurveP256.combineInVariableTime(u1, u2, multiples)
        : CurveP256.combinePreparedInVariableTime(u1, u2, table);
  }

  /** Whether x modulo n is r: x is r or, if that is below p, r + n. */
  private static boolean isXOf(byte[] r, PointP256 sum) {
    if (sum.infinityMask() != 0) {
      return false;
    }
    if (sum.hasXInVariableTime(FieldP256.decode(r, 0))) {
      return true;
    }
    byte[] raised = CurveP256.plusOrderInVariableTime(r);
    return raised.length == LENGTH && sum.hasXInVariableTime(FieldP256.decode(raised, 0));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // see the field
  private void prepareIfUsedAgain() {
    if (++verified == PROBATION) {
      prepared = CurveP256.prepareInVariableTime(point);
    }
  }

  /** Whether the larger table is there. */
  boolean isPrepared() {
    return prepared != null;
  }

  private static byte[] padded(Bytes value) {
    byte[] fixed = new byte[LENGTH];
    value.copyTo(fixed, LENGTH - value.size());
    return fixed;
  }
}
