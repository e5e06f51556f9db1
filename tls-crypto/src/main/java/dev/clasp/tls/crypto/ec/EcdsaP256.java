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
   * Checks a signature of a hash by a key that is not kept, see {@link VerifyingKeyP256}.
   *
   * <p>CT: none; the time depends on everything, and everything is public.
   *
   * @param point the key's two coordinates, 64 bytes
   * @param hash at least 32 bytes, of which the first 32 count
   */
  public static boolean verifyInVariableTime(Bytes point, Bytes hash, EcdsaSigValue signature) {
    VerifyingKeyP256 key = VerifyingKeyP256.decodeInVariableTime(point);
    return key != null && key.verifyInVariableTime(hash, signature);
  }
}
