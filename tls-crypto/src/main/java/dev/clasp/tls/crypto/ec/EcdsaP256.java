package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import java.util.Arrays;

/** ECDSA on P-256 (FIPS 186-5 §6), on hashes. */
public final class EcdsaP256 {
  private static final int LENGTH = ScalarsP256.LENGTH;

  private EcdsaP256() {}

  /**
   * Signs a hash.
   *
   * <p>CT: reveals nothing of key and nonce beyond what {@link EcdsaNonces#next} does.
   *
   * @param privateKey from 1 to n - 1, 32 bytes
   * @param hash at least 32 bytes, of which the first 32 count
   * @param additional random bytes for the nonce; none makes the signature deterministic
   */
  public static EcdsaSigValue sign(
      Hashes hashes, HashAlgorithm algorithm, byte[] privateKey, Bytes hash, Bytes additional) {
    byte[] e = ScalarsP256.reduce(hash.first(LENGTH).toArray());
    EcdsaNonces nonces = new EcdsaNonces(hashes, algorithm, privateKey, e, additional);
    try {
      while (true) {
        byte[] k = nonces.next();
        byte[] r = xModuloOrder(k);
        byte[] s =
            ScalarsP256.multiply(
                ScalarsP256.invert(k), ScalarsP256.add(e, ScalarsP256.multiply(r, privateKey)));
        Arrays.fill(k, (byte) 0);
        // Both are zero with probability 2^-256 (FIPS 186-5 §6.4.1, steps 9 and 11).
        if ((ScalarsP256.zeroMask(r) | ScalarsP256.zeroMask(s)) == 0) {
          return new EcdsaSigValue(Bytes.copyOf(r), Bytes.copyOf(s));
        }
      }
    } finally {
      nonces.erase();
    }
  }

  private static byte[] xModuloOrder(byte[] k) {
    PointP256 point = CurveP256.multiplyBase(k);
    point.normalize();
    byte[] x = new byte[LENGTH];
    FieldP256.encode(point.x, x, 0);
    point.erase();
    return ScalarsP256.reduce(x);
  }

  /**
   * Checks a signature of a hash.
   *
   * <p>CT: none; the time depends on everything, and everything is public.
   *
   * @param point the key's two coordinates, 64 bytes
   * @param hash at least 32 bytes, of which the first 32 count
   */
  public static boolean verifyInVariableTime(Bytes point, Bytes hash, EcdsaSigValue signature) {
    CurveP256.Affine key = CurveP256.decode(point.toArray(), 0);
    if (key == null || signature.r().size() > LENGTH || signature.s().size() > LENGTH) {
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
    PointP256 sum = CurveP256.combineInVariableTime(u1, u2, key);
    if (sum.infinityMask() != 0) {
      return false;
    }
    // x modulo n is r: x is r or, if that is below p, r + n.
    if (sum.hasXInVariableTime(FieldP256.decode(r, 0))) {
      return true;
    }
    byte[] raised = CurveP256.plusOrderInVariableTime(r);
    return raised.length == LENGTH && sum.hasXInVariableTime(FieldP256.decode(raised, 0));
  }

  private static byte[] padded(Bytes value) {
    byte[] fixed = new byte[LENGTH];
    value.copyTo(fixed, LENGTH - value.size());
    return fixed;
  }
}
