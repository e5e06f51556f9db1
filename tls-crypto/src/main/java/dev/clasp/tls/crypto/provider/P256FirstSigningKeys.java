package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PrivateKeyAlgorithms;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.bc.BcEcPrivateKeys;
import dev.clasp.tls.crypto.ec.EcdsaP256;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Keys of P-256 used by our own code, all others by another maker.
 *
 * @param hashes for the message and the nonce
 * @param random for hedging the nonce
 * @param others for keys of other kinds
 */
record P256FirstSigningKeys(Hashes hashes, RandomSource random, SigningKeys others)
    implements SigningKeys {
  @Override
  public SigningKey fromPkcs8(Secret der) throws InvalidKey {
    return KeyKind.ofPrivateKey(der) == KeyKind.EC_SECP256R1
        ? new Key(BcEcPrivateKeys.scalar(der), hashes, random)
        : others.fromPkcs8(der);
  }

  private record Key(Secret scalar, Hashes hashes, RandomSource random) implements SigningKey {
    private static final List<SignatureAlgorithm> ALGORITHMS =
        PrivateKeyAlgorithms.of(KeyKind.EC_SECP256R1, 0, EnumSet.allOf(SignatureAlgorithm.class));

    @Override
    public KeyKind kind() {
      return KeyKind.EC_SECP256R1;
    }

    @Override
    public List<SignatureAlgorithm> algorithms() {
      return ALGORITHMS;
    }

    @Override
    public Optional<Signer> signer(SignatureAlgorithm algorithm) {
      return ALGORITHMS.contains(algorithm)
          ? Optional.of(new KeySigner(algorithm, this))
          : Optional.empty();
    }

    /** Names the kind and nothing of the key. */
    @Override
    public String toString() {
      return "SigningKey[" + kind() + "]";
    }
  }

  private record KeySigner(SignatureAlgorithm algorithm, Key key) implements Signer {
    private static final int ADDITIONAL_LENGTH = 32;

    @Override
    public Bytes sign(Bytes message) {
      HashAlgorithm hash = algorithm.hash().orElseThrow();
      Bytes digest = key.hashes.digest(hash, message);
      Bytes additional = key.random.bytes(ADDITIONAL_LENGTH);
      byte[] scalar = key.scalar.use(byte[]::clone);
      try {
        return EcdsaP256.sign(key.hashes, hash, scalar, digest, additional).encode();
      } finally {
        Arrays.fill(scalar, (byte) 0);
      }
    }

    /** Names the algorithm and nothing of the key. */
    @Override
    public String toString() {
      return "Signer[" + algorithm + "]";
    }
  }
}
