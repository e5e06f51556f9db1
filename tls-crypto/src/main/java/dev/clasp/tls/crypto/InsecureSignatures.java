package dev.clasp.tls.crypto;

/**
 * Verifies signatures whose hash is broken: SHA-1 collisions can be bought, so such a signature no
 * longer says what was signed. Nothing in TLS may use this (RFC 9155); it is for reading archives
 * and for test suites of their time. Thread-safe.
 *
 * <p>CT: none; all that verification reads is public.
 */
public interface InsecureSignatures {
  /** An algorithm with SHA-1. */
  enum Algorithm {
    /** RFC 3279 §2.2.2. */
    DSA_SHA1,
    /** RFC 3279 §2.2.1. */
    RSA_PKCS1_SHA1,
    /** RFC 3279 §2.2.3. */
    ECDSA_SHA1
  }

  /**
   * Whether {@code signature} is the key's signature of {@code message}.
   *
   * <p>False also for a key of the wrong kind, an unreadable key or a malformed signature.
   *
   * @param subjectPublicKeyInfo the whole key, its parameters included
   */
  boolean verify(Algorithm algorithm, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature);
}
