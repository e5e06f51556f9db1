package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InsecureSignatures;
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

  /**
   * Whether this checker can use keys of a kind that tls-crypto does not know.
   *
   * @param keyAlgorithm of the SubjectPublicKeyInfo
   */
  default boolean knowsKeys(AlgorithmIdentifier keyAlgorithm) {
    return false;
  }

  /** Through tls-crypto. */
  static SignatureChecker of(SignatureVerifiers verifiers) {
    return new VerifierSignatureChecker(verifiers);
  }

  /**
   * The same with the outcomes of the last {@code most} questions remembered, for validators that
   * see the same chains again and again. Share one among validators as you like.
   *
   * @param most signatures, each of some 1.5 kB; the least recently asked for goes first
   */
  static SignatureChecker remembering(SignatureChecker checker, int most) {
    return new RememberingSignatureChecker(checker, most);
  }

  /**
   * The same, and besides RSA, ECDSA and DSA with SHA-1: for archives and for test suites of their
   * time. Anyone with the money can make two certificates with the same such signature, so no
   * profile of ours and nothing in TLS does this; whoever wants it says so here.
   */
  static SignatureChecker insecure(SignatureChecker current, InsecureSignatures insecure) {
    return new InsecureSignatureChecker(current, insecure);
  }
}
