package dev.clasp.tls.x509.jca;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.Finding;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertSelector;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;

/** Our reasons in the platform's words; ours is the cause, with its explanation. */
public final class PkixReasons {
  private PkixReasons() {}

  /** For callers that have no {@code CertPath}. */
  public static CertPathValidatorException exception(PathRejected rejected) {
    return new CertPathValidatorException(
        rejected.getMessage(), rejected, null, -1, reason(rejected.reason()));
  }

  /** With the place of the certificate at fault. */
  static CertPathValidatorException exception(
      PathRejected rejected, List<Certificate> given, CertPath path) {
    int index = rejected.finding().map(Finding::certificate).map(given::indexOf).orElse(-1);
    return new CertPathValidatorException(
        rejected.getMessage(), rejected, path, index, reason(rejected.reason()));
  }

  static void requireTarget(PkixRequest request, X509Certificate target, CertPath path)
      throws CertPathValidatorException {
    CertSelector selector = request.parameters().getTargetCertConstraints();
    if (selector != null && !selector.match(target)) {
      throw new CertPathValidatorException(
          "the first certificate does not match targetCertConstraints", null, path, 0);
    }
  }

  private static Reason reason(PathFailure failure) {
    return switch (failure) {
      case EXPIRED -> BasicReason.EXPIRED;
      case NOT_YET_VALID -> BasicReason.NOT_YET_VALID;
      case REVOKED -> BasicReason.REVOKED;
      case REVOCATION_STATUS_UNKNOWN, BAD_STATUS_RESPONSE ->
          BasicReason.UNDETERMINED_REVOCATION_STATUS;
      case BAD_SIGNATURE -> BasicReason.INVALID_SIGNATURE;
      case WEAK_KEY, UNSUPPORTED_KEY, UNSUPPORTED_SIGNATURE_ALGORITHM ->
          BasicReason.ALGORITHM_CONSTRAINED;
      case UNKNOWN_ISSUER -> PKIXReason.NO_TRUST_ANCHOR;
      case NAME_MISMATCH, NAME_CONSTRAINT_VIOLATED -> PKIXReason.INVALID_NAME;
      case NOT_A_CA -> PKIXReason.NOT_CA_CERT;
      case PATH_TOO_LONG -> PKIXReason.PATH_TOO_LONG;
      case WRONG_PURPOSE, WRONG_KEY_USAGE -> PKIXReason.INVALID_KEY_USAGE;
      case POLICY_VIOLATED -> PKIXReason.INVALID_POLICY;
      case UNKNOWN_CRITICAL_EXTENSION -> PKIXReason.UNRECOGNIZED_CRIT_EXT;
      case MALFORMED, PROFILE_VIOLATED, TRANSPARENCY_VIOLATED, BUDGET_EXHAUSTED ->
          BasicReason.UNSPECIFIED;
    };
  }
}
