package dev.clasp.tls.x509.path;

/** Why no path was accepted, in as many kinds as a caller may want to treat apart. */
public enum PathFailure {
  /** Not the DER of a certificate, or fields that contradict each other. */
  MALFORMED,
  /** No issuer's certificate was found that leads to a trust anchor. */
  UNKNOWN_ISSUER,
  /** A signature does not verify under its issuer's key. */
  BAD_SIGNATURE,
  /** Now is after notAfter. */
  EXPIRED,
  /** Now is before notBefore. */
  NOT_YET_VALID,
  /** The certificate is for another name. */
  NAME_MISMATCH,
  /** The issuer took the certificate back. */
  REVOKED,
  /** Whether the certificate is revoked was to be known, and is not. */
  REVOCATION_STATUS_UNKNOWN,
  /** The status that came with the certificate cannot be used. */
  BAD_STATUS_RESPONSE,
  /** The extended key usage does not include what the certificate is used for. */
  WRONG_PURPOSE,
  /** The key usage does not include what the key is used for. */
  WRONG_KEY_USAGE,
  /** An issuer that may not issue certificates. */
  NOT_A_CA,
  /** More intermediate certificates than an issuer, or the configuration, allows. */
  PATH_TOO_LONG,
  /** A name that an issuer may not certify. */
  NAME_CONSTRAINT_VIOLATED,
  /** No acceptable certificate policy. */
  POLICY_VIOLATED,
  /** A critical extension that is not implemented. */
  UNKNOWN_CRITICAL_EXTENSION,
  /** A key of a kind that is not implemented. */
  UNSUPPORTED_KEY,
  /** A signature algorithm that is not implemented, or no longer secure. */
  UNSUPPORTED_SIGNATURE_ALGORITHM,
  /** A key too small to be trusted. */
  WEAK_KEY,
  /** Well-formed, but not as the certificate profile in force demands. */
  PROFILE_VIOLATED,
  /** Too few certificate transparency timestamps. */
  TRANSPARENCY_VIOLATED,
  /** The search was given up: more work than the budget allows. */
  BUDGET_EXHAUSTED
}
