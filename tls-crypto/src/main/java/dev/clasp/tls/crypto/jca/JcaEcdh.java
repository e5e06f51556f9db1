package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.FixedLength;
import dev.clasp.tls.crypto.kex.UncompressedPoints;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * ECDH on the NIST curves of the platform.
 *
 * <p>The scalar passes through {@link BigInteger}, as the platform's key classes demand; its time
 * on such values is the platform's.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class JcaEcdh implements DiffieHellman {
  private final GroupAlgorithm algorithm;
  private final ECParameterSpec curve;
  private final BigInteger prime;
  private final int coordinateLength;

  /**
   * @param algorithm a NIST curve, named as the platform names it
   */
  public JcaEcdh(GroupAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.curve =
        Jca.require(
            () -> {
              AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
              parameters.init(new ECGenParameterSpec(algorithm.toString()));
              return parameters.getParameterSpec(ECParameterSpec.class);
            });
    this.prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    this.coordinateLength = (prime.bitLength() + 7) / 8;
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public KeyPair newKeyPair(RandomSource random) {
    java.security.KeyPair pair =
        Jca.require(
            () -> {
              KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
              generator.initialize(curve, JcaRandom.asSecureRandom(random));
              return generator.generateKeyPair();
            });
    BigInteger scalar = ((ECPrivateKey) pair.getPrivate()).getS();
    ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
    return new KeyPair(
        Secret.takeFrom(FixedLength.of(scalar, scalarLength())),
        Bytes.concat(Bytes.of(4), coordinate(point.getAffineX()), coordinate(point.getAffineY())));
  }

  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    ECPoint point = decode(peerShare);
    BigInteger scalar = privateKey.use(bytes -> new BigInteger(1, bytes));
    byte[] x =
        Jca.require(
            () -> {
              KeyFactory keys = KeyFactory.getInstance("EC");
              PrivateKey ours = keys.generatePrivate(new ECPrivateKeySpec(scalar, curve));
              PublicKey theirs = keys.generatePublic(new ECPublicKeySpec(point, curve));
              return multiply(ours, theirs);
            });
    return Secret.takeFrom(FixedLength.of(x, coordinateLength));
  }

  private static byte[] multiply(PrivateKey scalar, PublicKey point)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(scalar);
    agreement.doPhase(point, true);
    return agreement.generateSecret();
  }

  /** The checks of RFC 9846 §4.3.8.2; these curves have cofactor 1, so no more are needed. */
  private ECPoint decode(Bytes share) throws InvalidKeyShare {
    UncompressedPoints.requireShape(algorithm, share, coordinateLength);
    BigInteger x = new BigInteger(1, share.slice(1, 1 + coordinateLength).toArray());
    BigInteger y = new BigInteger(1, share.last(coordinateLength).toArray());
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0 || !onCurve(x, y)) {
      throw UncompressedPoints.notOnCurve(algorithm);
    }
    return new ECPoint(x, y);
  }

  private boolean onCurve(BigInteger x, BigInteger y) {
    BigInteger a = curve.getCurve().getA();
    BigInteger b = curve.getCurve().getB();
    BigInteger right = x.multiply(x).add(a).multiply(x).add(b).mod(prime);
    return y.multiply(y).mod(prime).equals(right);
  }

  private Bytes coordinate(BigInteger value) {
    return Bytes.copyOf(FixedLength.of(value, coordinateLength));
  }

  private int scalarLength() {
    return (curve.getOrder().bitLength() + 7) / 8;
  }
}
