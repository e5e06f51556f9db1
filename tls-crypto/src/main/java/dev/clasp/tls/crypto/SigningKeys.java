package dev.clasp.tls.crypto;

/**
 * Reads private keys. Thread-safe.
 *
 * <p>CT: may reveal kind and size of a key.
 */
public interface SigningKeys {
  /**
   * Reads an unencrypted PKCS#8 {@code PrivateKeyInfo} in DER (RFC 5208).
   *
   * @throws InvalidKey when it is not one, or of a kind not implemented
   */
  SigningKey fromPkcs8(Secret der) throws InvalidKey;
}
