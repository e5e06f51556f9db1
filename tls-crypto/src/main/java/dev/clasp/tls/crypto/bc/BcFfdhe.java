package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.jca.JcaRandom;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.FfdheParameters;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.math.BigInteger;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.DHBasicAgreement;
import org.bouncycastle.crypto.generators.DHBasicKeyPairGenerator;
import org.bouncycastle.crypto.params.DHKeyGenerationParameters;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.DHPrivateKeyParameters;
import org.bouncycastle.crypto.params.DHPublicKeyParameters;

/**
 * Diffie-Hellman in the finite fields of RFC 7919, by Bouncy Castle.
 *
 * <p>CT: the library's, which computes with {@link BigInteger}; it may reveal the exponent's size.
 */
public final class BcFfdhe implements DiffieHellman {
  private final GroupAlgorithm algorithm;

  public BcFfdhe(GroupAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public KeyPair newKeyPair(RandomSource random) {
    FfdheParameters parameters = FfdheParameters.of(algorithm);
    DHBasicKeyPairGenerator generator = new DHBasicKeyPairGenerator();
    generator.init(
        new DHKeyGenerationParameters(JcaRandom.asSecureRandom(random), domain(parameters)));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    BigInteger x = ((DHPrivateKeyParameters) pair.getPrivate()).getX();
    BigInteger y = ((DHPublicKeyParameters) pair.getPublic()).getY();
    return new KeyPair(
        Secret.takeFrom(FixedLength.of(x, parameters.length())),
        Bytes.copyOf(FixedLength.of(y, parameters.length())));
  }

  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    FfdheParameters parameters = FfdheParameters.of(algorithm);
    DHParameters domain = domain(parameters);
    BigInteger y = parameters.decode(peerShare);
    DHBasicAgreement agreement = new DHBasicAgreement();
    agreement.init(
        new DHPrivateKeyParameters(privateKey.use(bytes -> new BigInteger(1, bytes)), domain));
    BigInteger z;
    try {
      z = agreement.calculateAgreement(new DHPublicKeyParameters(y, domain));
    } catch (IllegalArgumentException e) {
      // The library asks for more than RFC 7919 §5.1 does: a share in the subgroup of squares.
      // Every
      // honest one is there, since the generator is.
      throw new InvalidKeyShare(algorithm() + " share: not a power of the generator");
    }
    return Secret.takeFrom(FixedLength.of(z, parameters.length()));
  }

  private static DHParameters domain(FfdheParameters parameters) {
    return new DHParameters(
        parameters.prime(),
        FfdheParameters.GENERATOR,
        parameters.prime().shiftRight(1), // p is a safe prime: the group's order is (p - 1) / 2
        parameters.exponentBits());
  }
}
