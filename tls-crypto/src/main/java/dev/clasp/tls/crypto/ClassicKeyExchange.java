package dev.clasp.tls.crypto;

/**
 * What only the older key exchanges of TLS 1.2 need of a client: the encryption of a premaster
 * secret, and Diffie-Hellman in a group that the server spells out. Thread-safe.
 *
 * <p>CT: may reveal sizes and what the server sent.
 */
public interface ClassicKeyExchange {
  /**
   * Encrypts a premaster secret with RSAES-PKCS1-v1_5 (RFC 5246 §7.4.7.1, RFC 8017 §7.2.1).
   *
   * @param key of kind {@link KeyKind#RSA}
   * @param premaster {@link PremasterDecryption#LENGTH} bytes
   * @return {@code EncryptedPreMasterSecret} without its length: as long as the modulus
   * @throws InvalidKey when the key cannot be read, is of another kind or too short
   */
  Bytes encryptPremaster(RandomSource random, PublicKeyInfo key, Secret premaster)
      throws InvalidKey;

  /**
   * The group of this name, spelled out.
   *
   * @param name one of RFC 7919
   */
  FiniteFieldGroup named(GroupAlgorithm name);

  /**
   * Answers the server's public value in the server's group.
   *
   * @return our public value and Z, both as long as the prime; Z loses its leading zeros later (RFC
   *     5246 §8.1.2)
   * @throws InvalidKeyShare unless 1 &lt; value &lt; p - 1 (RFC 7919 §3), or when the result is 1
   */
  KeyExchangeReply respond(RandomSource random, FiniteFieldGroup group, Bytes peerShare)
      throws InvalidKeyShare;
}
