package dev.clasp.tls.crypto.bc;

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
import dev.clasp.tls.crypto.jca.JcaRandom;
import dev.clasp.tls.crypto.kex.FfdheParameters;
import dev.clasp.tls.crypto.kex.FixedLength;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.Function;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.generators.DHBasicKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DHKeyGenerationParameters;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.DHPrivateKeyParameters;
import org.bouncycastle.crypto.params.DHPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * The older key exchanges of TLS 1.2, by Bouncy Castle.
 *
 * <p>CT: the library's, which computes with {@link BigInteger}; it may reveal the exponent's size.
 */
public final class BcClassicKeyExchange implements ClassicKeyExchange {
  @Override
  public Bytes encryptPremaster(RandomSource random, PublicKeyInfo key, Secret premaster)
      throws InvalidKey {
    if (key.kind() != KeyKind.RSA) {
      throw new InvalidKey("%s key, expected rsaEncryption".formatted(key.kind()));
    }
    PKCS1Encoding rsa = new PKCS1Encoding(new RSAEngine());
    try {
      AsymmetricKeyParameter publicKey = PublicKeyFactory.createKey(key.der().toArray());
      rsa.init(true, new ParametersWithRandom(publicKey, JcaRandom.asSecureRandom(random)));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidKey("RSA key: cannot be used to encrypt", e);
    }
    if (rsa.getInputBlockSize() < premaster.size()) {
      throw new InvalidKey("RSA key: too short for a premaster secret");
    }
    Function<byte[], byte[]> encrypt = plain -> encrypt(rsa, plain);
    return Bytes.copyOf(premaster.use(encrypt));
  }

  private static byte[] encrypt(PKCS1Encoding rsa, byte[] plain) {
    try {
      return rsa.processBlock(plain, 0, plain.length);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("the library's encryption failed: " + e, e);
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
    DHBasicKeyPairGenerator generator = new DHBasicKeyPairGenerator();
    // As long as p: in a group of unknown structure a short exponent may be found.
    DHParameters domain = new DHParameters(p, g, null, p.bitLength() - 1);
    generator.init(new DHKeyGenerationParameters(JcaRandom.asSecureRandom(random), domain));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    BigInteger x = ((DHPrivateKeyParameters) pair.getPrivate()).getX();
    BigInteger own = ((DHPublicKeyParameters) pair.getPublic()).getY();
    // Not the library's agreement, which wants to know the order of the group.
    byte[] z = FixedLength.of(y.modPow(x, p), group.prime().size());
    Secret secret = Secret.takeFrom(z);
    group.requireMoreThanOne(secret);
    return new KeyExchangeReply(Bytes.copyOf(FixedLength.of(own, group.prime().size())), secret);
  }
}
