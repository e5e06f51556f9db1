package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.SignatureChecker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One validation's signature checks: each pair of certificate and key once, within the budget. */
final class Signatures {
  private final SignatureChecker checker;
  private final Spending spending;
  private final Map<Pair, SignatureChecker.Outcome> known = new HashMap<>();

  private record Pair(Certificate certificate, Bytes key) {
    /** One certificate is rarely checked under many keys, and never under more than budgeted. */
    @Override
    public int hashCode() {
      return certificate.hashCode();
    }
  }

  Signatures(SignatureChecker checker, Spending spending) {
    this.checker = checker;
    this.spending = spending;
  }

  /** Empty when the budget is used up. */
  Optional<SignatureChecker.Outcome> check(Certificate certificate, Bytes issuerKey) {
    Pair pair = new Pair(certificate, issuerKey);
    SignatureChecker.Outcome outcome = known.get(pair);
    if (outcome != null) {
      return Optional.of(outcome);
    }
    if (!spending.signature()) {
      return Optional.empty();
    }
    SignatureChecker.Outcome checked =
        checker.check(
            certificate.signature(),
            issuerKey,
            certificate.tbsCertificate(),
            certificate.signatureValue());
    known.put(pair, checked);
    return Optional.of(checked);
  }

  /** Whether signatures by the certificate's key can be checked at all. */
  boolean knowsKeyOf(Certificate certificate) {
    return certificate.publicKey().isPresent()
        || checker.knowsKeys(certificate.publicKeyAlgorithm());
  }

  /** Whether the certificate's signature verifies under its own key. */
  boolean isSelfSigned(Certificate certificate) {
    return check(certificate, certificate.subjectPublicKeyInfo())
        .filter(outcome -> outcome == SignatureChecker.Outcome.VALID)
        .isPresent();
  }
}
