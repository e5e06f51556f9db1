package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import dev.clasp.tls.crypto.kex.FfdheParameters;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;

/**
 * Diffie-Hellman in the finite fields of RFC 7919, by the platform.
 *
 * <p>CT: the platform's, which computes with {@link BigInteger}; it may reveal the exponent's size.
 */
public final class JcaFfdhe implements DiffieHellman {
  private final GroupAlgorithm algorithm;

  public JcaFfdhe(GroupAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public GroupAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public KeyPair newKeyPair(RandomSource random) {
    FfdheParameters parameters = FfdheParameters.of(algorithm);
    java.security.KeyPair pair =
        Jca.require(
            () -> {
              KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
              generator.initialize(
                  new DHParameterSpec(
                      parameters.prime(), FfdheParameters.GENERATOR, parameters.exponentBits()),
                  JcaRandom.asSecureRandom(random));
              return generator.generateKeyPair();
            });
    BigInteger exponent = ((DHPrivateKey) pair.getPrivate()).getX();
    BigInteger share = ((DHPublicKey) pair.getPublic()).getY();
    return new KeyPair(
        Secret.takeFrom(FixedLength.of(exponent, parameters.length())),
        Bytes.copyOf(FixedLength.of(share, parameters.length())));
  }

  @Override
  public Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare {
    FfdheParameters parameters = FfdheParameters.of(algorithm);
    BigInteger y = parameters.decode(peerShare);
    BigInteger x = privateKey.use(bytes -> new BigInteger(1, bytes));
    byte[] z = Jca.require(() -> power(parameters.prime(), x, y));
    return Secret.takeFrom(FixedLength.of(z, parameters.length()));
  }

  private static byte[] power(BigInteger p, BigInteger x, BigInteger y)
      throws GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance("DH");
    BigInteger g = FfdheParameters.GENERATOR;
    KeyAgreement agreement = KeyAgreement.getInstance("DH");
    agreement.init(keys.generatePrivate(new DHPrivateKeySpec(x, p, g)));
    agreement.doPhase(keys.generatePublic(new DHPublicKeySpec(y, p, g)), true);
    return agreement.generateSecret();
  }
}
