package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.UncompressedPoints;
import java.util.Arrays;

/** ECDH on secp256r1 (RFC 8422 §5.10, RFC 9846 §7.4.2). */
public final class P256 implements DiffieHellman {
  private static final int LENGTH = FieldP256.LENGTH;

  @Override
  public GroupAlgorithm algorithm() {
    return GroupAlgorithm.SECP256R1;
  }

  /** CT: reveals how many scalars were drawn, which says nothing about the one kept. */
  @Override
  public KeyPair newKeyPair(RandomSource random) {
    byte[] scalar = ScalarsP256.random(random);
    PointP256 point = CurveP256.multiplyBase(scalar);
    byte[] share = new byte[1 + 2 * LENGTH];
    point.normalize();
    share[0] = 4;
    FieldP256.encode(point.x, share, 1);
    FieldP256.encode(point.y, share, 1 + LENGTH);
    point.erase();
    return new KeyPair(Secret.takeFrom(scalar), Bytes.copyOf(share));
  }

  /** CT: reveals whether the share was refused. */
  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    UncompressedPoints.requireShape(algorithm(), peerShare, LENGTH);
    CurveP256.Affine point = CurveP256.decode(peerShare.toArray(), 1);
    if (point == null) {
      throw UncompressedPoints.notOnCurve(algorithm());
    }
    byte[] scalar = privateKey.use(byte[]::clone);
    PointP256 product = CurveP256.multiplyUpToSign(scalar, point);
    byte[] secret = new byte[LENGTH];
    product.normalize();
    FieldP256.encode(product.x, secret, 0);
    product.erase();
    Arrays.fill(scalar, (byte) 0);
    return Secret.takeFrom(secret);
  }
}
