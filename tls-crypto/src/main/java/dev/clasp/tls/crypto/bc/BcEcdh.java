package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.FixedLength;
import dev.clasp.tls.crypto.kex.UncompressedPoints;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * ECDH on the NIST and brainpool curves of Bouncy Castle.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcEcdh implements DiffieHellman {
  private final GroupAlgorithm algorithm;
  private final ECDomainParameters curve;
  private final int coordinateLength;

  /**
   * @param algorithm a curve in Weierstrass form
   */
  public BcEcdh(GroupAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.curve = new ECDomainParameters(parameters(algorithm.toString()));
    this.coordinateLength = (curve.getCurve().getFieldSize() + 7) / 8;
  }

  private static X9ECParameters parameters(String name) {
    X9ECParameters fast = CustomNamedCurves.getByName(name);
    return fast != null ? fast : ECNamedCurveTable.getByName(name);
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public KeyPair newKeyPair(RandomSource random) {
    byte[] scalar = FixedLength.randomScalar(curve.getN(), random);
    ECPoint share =
        new FixedPointCombMultiplier().multiply(curve.getG(), new BigInteger(1, scalar));
    return new KeyPair(Secret.takeFrom(scalar), Bytes.copyOf(share.getEncoded(false)));
  }

  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    UncompressedPoints.requireShape(algorithm, peerShare, coordinateLength);
    ECPublicKeyParameters theirs;
    try {
      theirs = new ECPublicKeyParameters(curve.getCurve().decodePoint(peerShare.toArray()), curve);
    } catch (IllegalArgumentException e) {
      throw UncompressedPoints.notOnCurve(algorithm);
    }
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(
        new ECPrivateKeyParameters(privateKey.use(bytes -> new BigInteger(1, bytes)), curve));
    BigInteger x = agreement.calculateAgreement(theirs);
    return Secret.takeFrom(FixedLength.of(x, coordinateLength));
  }
}
