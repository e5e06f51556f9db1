package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.PrivateKeyAlgorithms;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.jca.JcaRandom;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * Private keys in Bouncy Castle's objects.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 *
 * @param random for salts, blinding and hedging
 */
public record BcSigningKeys(RandomSource random) implements SigningKeys {
  @Override
  public SigningKey fromPkcs8(Secret der) throws InvalidKey {
    KeyKind kind = KeyKind.ofPrivateKey(der);
    byte[] encoded = der.use(byte[]::clone);
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(encoded);
      int modulusLength =
          key instanceof RSAKeyParameters rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 0;
      List<SignatureAlgorithm> algorithms =
          PrivateKeyAlgorithms.of(kind, modulusLength, BcSignatures.ALGORITHMS);
      return new Key(kind, algorithms, key, random);
    } catch (IOException | RuntimeException e) { // the library throws unchecked ones of many kinds
      throw new InvalidKey("PrivateKeyInfo: not a private key of kind " + kind, e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private record Key(
      KeyKind kind,
      List<SignatureAlgorithm> algorithms,
      AsymmetricKeyParameter key,
      RandomSource random)
      implements SigningKey {
    @Override
    public Optional<Signer> signer(SignatureAlgorithm algorithm) {
      return algorithms.contains(algorithm)
          ? Optional.of(new KeySigner(algorithm, key, random))
          : Optional.empty();
    }

    @Override
    public Optional<PremasterDecryption> premasterDecryption() {
      return kind == KeyKind.RSA && key instanceof RSAKeyParameters rsa
          ? Optional.of(new BcPremasterDecryption(rsa))
          : Optional.empty();
    }

    /** Names the kind and nothing of the key. */
    @Override
    public String toString() {
      return "SigningKey[" + kind + "]";
    }
  }

  private record KeySigner(
      SignatureAlgorithm algorithm, AsymmetricKeyParameter key, RandomSource random)
      implements Signer {
    @Override
    public Bytes sign(Bytes message) throws SigningFailed {
      try {
        org.bouncycastle.crypto.Signer engine = BcSignatures.engine(algorithm);
        engine.init(true, parameters());
        engine.update(message.toArray(), 0, message.size());
        return Bytes.copyOf(engine.generateSignature());
      } catch (CryptoException | RuntimeException e) {
        throw new SigningFailed(algorithm + ": the key refused to sign", e);
      }
    }

    /** EdDSA is deterministic and its engines refuse a source of randomness. */
    private org.bouncycastle.crypto.CipherParameters parameters() {
      return switch (algorithm) {
        case ED25519, ED448 -> key;
        default -> new ParametersWithRandom(key, JcaRandom.asSecureRandom(random));
      };
    }

    /** Names the algorithm and nothing of the key. */
    @Override
    public String toString() {
      return "Signer[" + algorithm + "]";
    }
  }
}
