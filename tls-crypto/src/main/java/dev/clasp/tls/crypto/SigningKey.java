package dev.clasp.tls.crypto;

import java.util.List;
import java.util.Optional;

/**
 * A private key and what it can sign. Implementable by users. Thread-safe.
 *
 * <p>CT: kind and algorithms of a key are public; the rest is the signer's.
 */
public interface SigningKey {
  KeyKind kind();

  /** The algorithms the key can be used with, in preference order. */
  List<SignatureAlgorithm> algorithms();

  /** A signer for one of {@link #algorithms}; empty for any other. */
  Optional<Signer> signer(SignatureAlgorithm algorithm);

  /** Decryption of premaster secrets, for RSA keys that may be used for it; empty for others. */
  default Optional<PremasterDecryption> premasterDecryption() {
    return Optional.empty();
  }
}
