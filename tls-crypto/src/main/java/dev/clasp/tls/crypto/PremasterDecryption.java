package dev.clasp.tls.crypto;

/**
 * Decrypts the premaster secret of RSA key exchange with one private key (RFC 5246 §7.4.7.1).
 * Implementable by users. Thread-safe.
 *
 * <p>Never says whether the message was well-formed: whoever can tell can decrypt anything sent to
 * the key (Bleichenbacher 1998).
 *
 * <p>CT: must not reveal whether the message was well-formed, by time as little as otherwise.
 */
public interface PremasterDecryption {
  /** Bytes of a premaster secret. */
  int LENGTH = 48;

  /**
   * The premaster secret: the client's version, and 46 bytes that come out of a well-formed message
   * and are random otherwise.
   *
   * @param random used the same way, whatever the message is
   * @param clientVersion {@code ClientHello.client_version}; what the message says of it is ignored
   * @param encrypted {@code EncryptedPreMasterSecret}, without its length
   */
  Secret decrypt(RandomSource random, int clientVersion, Bytes encrypted);
}
