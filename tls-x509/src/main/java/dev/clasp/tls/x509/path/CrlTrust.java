package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.Extension;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.Oid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a CRL can be believed: fresh, understood, and signed by someone who may (§6.3.3 (f)-(h)).
 */
final class CrlTrust {
  /** Ours, as for OCSP: what names no nextUpdate is stale after a week. */
  private static final Duration MAX_AGE = Duration.ofDays(7);

  private static final Set<Oid> PROCESSED =
      Set.of(
          Oids.AUTHORITY_KEY_IDENTIFIER,
          Oids.ISSUER_ALT_NAME,
          Oids.CRL_NUMBER,
          Oids.DELTA_CRL_INDICATOR,
          Oids.ISSUING_DISTRIBUTION_POINT,
          Oids.FRESHEST_CRL,
          Oids.AUTHORITY_INFO_ACCESS);
  private static final Set<Oid> PROCESSED_IN_ENTRIES =
      Set.of(Oids.REASON_CODE, Oids.INVALIDITY_DATE, Oids.CERTIFICATE_ISSUER);

  /** Whether a certificate outside the path may be believed as a CRL's signer. */
  interface SignerPaths {
    boolean leadsToSameAnchor(Certificate signer, Certificate subjectOfCheck);
  }

  private final Settings settings;
  private final Spending spending;
  private final List<Certificate> path;
  private final List<Certificate> others;
  private final SignerPaths signerPaths;
  private final Map<Crl, Optional<String>> ownFaults = new HashMap<>();
  private final Map<Signing, Boolean> signatures = new HashMap<>();

  private record Signing(Crl crl, Certificate signer) {}

  /**
   * Prepares for the CRLs of one path.
   *
   * @param path leaf first, anchor last
   * @param others where else a signer may be
   */
  CrlTrust(
      Settings settings,
      Spending spending,
      List<Certificate> path,
      List<Certificate> others,
      SignerPaths signerPaths) {
    this.settings = settings;
    this.spending = spending;
    this.path = path;
    this.others = others;
    this.signerPaths = signerPaths;
  }

  /** Why the CRL cannot be used for this certificate; empty when it can. */
  Optional<String> fault(Crl crl, Certificate certificate) {
    return ownFaults
        .computeIfAbsent(crl, this::ownFault)
        .or(
            () ->
                hasSigner(crl, certificate)
                    ? Optional.empty()
                    : Optional.of("no certificate that may sign CRLs verifies it"));
  }

  private Optional<String> ownFault(Crl crl) {
    if (crl.thisUpdate().isAfter(settings.now())) {
      return Optional.of("thisUpdate is in the future, now " + settings.now());
    }
    Instant until = crl.nextUpdate().orElse(crl.thisUpdate().plus(MAX_AGE));
    if (until.getEpochSecond() < settings.now().getEpochSecond()) {
      return Optional.of("is stale since %s".formatted(until));
    }
    if (!crl.signatureAlgorithm().equals(crl.signature())) {
      return Optional.of("the two algorithm identifiers differ (RFC 5280 §5.1.1.2)");
    }
    Optional<Oid> unknown =
        crl.extensions().stream()
            .filter(Extension::critical)
            .map(Extension::id)
            .filter(id -> !PROCESSED.contains(id))
            .findFirst()
            .or(
                () ->
                    crl.criticalEntryExtensions().stream()
                        .filter(id -> !PROCESSED_IN_ENTRIES.contains(id))
                        .findFirst());
    if (unknown.isPresent()) {
      return Optional.of(
          "critical extension %s is not known (RFC 5280 §5.2)".formatted(unknown.get()));
    }
    if (!settings.rules().checks(Rule.CRL_PROFILE)) {
      return Optional.empty();
    }
    if (crl.crlNumber().isEmpty() || crl.isCritical(Oids.CRL_NUMBER)) {
      return Optional.of("cRLNumber is missing or critical (RFC 5280 §5.2.3)");
    }
    if (crl.nextUpdate().isEmpty()) {
      return Optional.of("nextUpdate is missing (RFC 5280 §5.1.2.5)");
    }
    return Optional.empty();
  }

  private boolean hasSigner(Crl crl, Certificate certificate) {
    for (Certificate candidate : path) {
      if (mayVouch(candidate, certificate) && maySign(candidate, crl) && verifies(crl, candidate)) {
        return true;
      }
    }
    for (Certificate candidate : others) {
      if (!path.contains(candidate)
          && !candidate.equals(certificate)
          && maySign(candidate, crl)
          && verifies(crl, candidate)
          && signerPaths.leadsToSameAnchor(candidate, certificate)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Nobody vouches for himself, unless the issuer said so by naming him in cRLIssuer (NIST PKITS
   * 4.14.30).
   */
  private static boolean mayVouch(Certificate candidate, Certificate certificate) {
    return !candidate.equals(certificate)
        || certificate.extensions().crlDistributionPoints().stream()
            .anyMatch(
                point ->
                    point.crlIssuer().contains(new GeneralName.Directory(candidate.subject())));
  }

  private static boolean maySign(Certificate candidate, Crl crl) {
    return candidate.subject().equals(crl.issuer()) && candidate.allows(KeyUsage.Bit.CRL_SIGN);
  }

  private Bytes key(Certificate signer) {
    int place = path.indexOf(signer);
    Optional<Bytes> whole = place < 0 ? Optional.empty() : WorkingKeys.of(path, place);
    return whole.orElse(signer.subjectPublicKeyInfo());
  }

  private boolean verifies(Crl crl, Certificate signer) {
    return signatures.computeIfAbsent(
        new Signing(crl, signer),
        pair ->
            spending.signature()
                && settings
                        .signatures()
                        .check(
                            crl.signature(), key(signer), crl.tbsCertList(), crl.signatureValue())
                    == SignatureChecker.Outcome.VALID);
  }
}
