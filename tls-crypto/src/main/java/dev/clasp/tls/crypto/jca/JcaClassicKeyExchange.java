package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.ClassicKeyExchange;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.FfdheParameters;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/**
 * The older key exchanges of TLS 1.2, by the platform.
 *
 * <p>CT: the platform's, which computes with {@link BigInteger}; it may reveal the exponent's size.
 */
public final class JcaClassicKeyExchange implements ClassicKeyExchange {
  @Override
  public Bytes encryptPremaster(RandomSource random, PublicKeyInfo key, Secret premaster)
      throws InvalidKey {
    if (key.kind() != KeyKind.RSA) {
      throw new InvalidKey("%s key, expected rsaEncryption".formatted(key.kind()));
    }
    Cipher rsa = encryption(random, key);
    Function<byte[], byte[]> encrypt = plain -> Jca.require(() -> rsa.doFinal(plain));
    return Bytes.copyOf(premaster.use(encrypt));
  }

  private static Cipher encryption(RandomSource random, PublicKeyInfo key) throws InvalidKey {
    try {
      Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      rsa.init(
          Cipher.ENCRYPT_MODE,
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.der().toArray())),
          JcaRandom.asSecureRandom(random));
      return rsa;
    } catch (GeneralSecurityException e) {
      throw new InvalidKey("RSA key: cannot be used to encrypt", e);
    }
  }

  @Override
  public FiniteFieldGroup named(GroupAlgorithm name) {
    return FfdheParameters.of(name).spelledOut();
  }

  @Override
  public KeyExchangeReply respond(RandomSource random, FiniteFieldGroup group, Bytes peerShare)
      throws InvalidKeyShare {
    BigInteger y = group.decode(peerShare);
    BigInteger p = new BigInteger(1, group.prime().toArray());
    BigInteger g = new BigInteger(1, group.generator().toArray());
    KeyPair pair =
        Jca.require(
            () -> {
              KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
              // As long as p: in a group of unknown structure a short exponent may be found.
              generator.initialize(
                  new DHParameterSpec(p, g, p.bitLength() - 1), JcaRandom.asSecureRandom(random));
              return generator.generateKeyPair();
            });
    byte[] z = Jca.require(() -> agree(pair, new DHPublicKeySpec(y, p, g)));
    Secret secret = Secret.takeFrom(FixedLength.of(z, group.prime().size()));
    group.requireMoreThanOne(secret);
    BigInteger own = ((DHPublicKey) pair.getPublic()).getY();
    return new KeyExchangeReply(Bytes.copyOf(FixedLength.of(own, group.prime().size())), secret);
  }

  private static byte[] agree(KeyPair pair, DHPublicKeySpec peer) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("DH");
    agreement.init(pair.getPrivate());
    agreement.doPhase(KeyFactory.getInstance("DH").generatePublic(peer), true);
    return agreement.generateSecret();
  }
}
