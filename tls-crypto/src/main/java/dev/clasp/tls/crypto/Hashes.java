package dev.clasp.tls.crypto;

/**
 * Makes hash and HMAC computations. Thread-safe.
 *
 * <p>CT: may reveal lengths only.
 */
public interface Hashes {
  MessageHash hash(HashAlgorithm algorithm);

  /** Any key size is accepted, as RFC 2104 demands, the empty key included. */
  Hmac hmac(HashAlgorithm algorithm, Secret key);

  /** The hash inside a MAC of the CBC suites of TLS 1.2. */
  HashState macHash(MacAlgorithm algorithm);

  /**
   * SHA-1, which is broken: only to compute the identifiers of keys and names that OCSP prescribes
   * (RFC 6960 §4.1.1, §4.2.1), where nothing rests on collisions.
   */
  Bytes sha1ForIdentifiers(Bytes input);

  /** The hash of one input. */
  default Bytes digest(HashAlgorithm algorithm, Bytes input) {
    MessageHash hash = hash(algorithm);
    hash.update(input);
    return hash.finish();
  }
}
