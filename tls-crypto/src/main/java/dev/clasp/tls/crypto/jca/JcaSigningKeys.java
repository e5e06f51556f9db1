package dev.clasp.tls.crypto.jca;

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
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Private keys in the platform's own objects.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 *
 * @param random for salts, nonces and blinding
 */
public record JcaSigningKeys(RandomSource random) implements SigningKeys {
  @Override
  public SigningKey fromPkcs8(Secret der) throws InvalidKey {
    KeyKind kind = KeyKind.ofPrivateKey(der);
    byte[] encoded = der.use(byte[]::clone);
    try {
      PrivateKey key =
          JcaSignatures.keyFactory(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      int modulusLength = key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 0;
      List<SignatureAlgorithm> algorithms =
          PrivateKeyAlgorithms.of(kind, modulusLength, JcaSignatures.ALGORITHMS);
      if (algorithms.isEmpty()) {
        throw new InvalidKey("PrivateKeyInfo: " + kind + " is not implemented");
      }
      return new Key(kind, algorithms, key, random);
    } catch (GeneralSecurityException e) {
      throw new InvalidKey("PrivateKeyInfo: not a private key of kind " + kind, e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private record Key(
      KeyKind kind, List<SignatureAlgorithm> algorithms, PrivateKey key, RandomSource random)
      implements SigningKey {
    @Override
    public Optional<Signer> signer(SignatureAlgorithm algorithm) {
      return algorithms.contains(algorithm)
          ? Optional.of(new KeySigner(algorithm, key, random))
          : Optional.empty();
    }

    @Override
    public Optional<PremasterDecryption> premasterDecryption() {
      return kind == KeyKind.RSA && key instanceof RSAKey rsa
          ? Optional.of(new JcaPremasterDecryption(key, (rsa.getModulus().bitLength() + 7) / 8))
          : Optional.empty();
    }

    /** Names the kind and nothing of the key. */
    @Override
    public String toString() {
      return "SigningKey[" + kind + "]";
    }
  }

  private record KeySigner(SignatureAlgorithm algorithm, PrivateKey key, RandomSource random)
      implements Signer {
    @Override
    public Bytes sign(Bytes message) throws SigningFailed {
      try {
        Signature signature = JcaSignatures.signature(algorithm);
        signature.initSign(key, JcaRandom.asSecureRandom(random));
        signature.update(message.toArray());
        return Bytes.copyOf(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new SigningFailed(algorithm + ": the key refused to sign", e);
      }
    }

    /** Names the algorithm and nothing of the key. */
    @Override
    public String toString() {
      return "Signer[" + algorithm + "]";
    }
  }
}
