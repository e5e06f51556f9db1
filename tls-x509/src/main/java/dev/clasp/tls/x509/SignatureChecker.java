package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureVerifiers;

/**
 * Checks the signatures of certificates, CRLs and OCSP responses: the one thing of X.509 that is
 * cryptography. Implementable by users, to count or to add algorithms. Thread-safe.
 */
public interface SignatureChecker {
  /** What came of it. */
  enum Outcome {
    VALID,
    /** The signature does not verify, or the key is of the wrong kind or malformed. */
    INVALID,
    /** The algorithm, or its parameters, are not implemented. */
    UNSUPPORTED_ALGORITHM,
    /** The key is of a kind not implemented. */
    UNSUPPORTED_KEY
  }

  /**
   * Checks one signature.
   *
   * @param algorithm as signed
   * @param subjectPublicKeyInfo the signer's key
   * @param message the signed bytes
   * @param signature without its BIT STRING
   */
  Outcome check(
      AlgorithmIdentifier algorithm, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature);

  /** Through tls-crypto. */
  static SignatureChecker of(SignatureVerifiers verifiers) {
    return new VerifierSignatureChecker(verifiers);
  }
}
