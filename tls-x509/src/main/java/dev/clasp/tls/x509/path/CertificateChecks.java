package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.BasicConstraints;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Extension;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.time.Instant;
import java.util.Set;

/**
 * What RFC 5280 §6.1 asks of one certificate by itself, whatever path it is in. An issuer that
 * fails here is not followed further.
 */
final class CertificateChecks {
  /** Extensions whose meaning is applied somewhere in this package. */
  private static final Set<Oid> PROCESSED =
      Set.of(
          Oids.SUBJECT_KEY_IDENTIFIER,
          Oids.AUTHORITY_KEY_IDENTIFIER,
          Oids.KEY_USAGE,
          Oids.EXT_KEY_USAGE,
          Oids.SUBJECT_ALT_NAME,
          Oids.ISSUER_ALT_NAME,
          Oids.BASIC_CONSTRAINTS,
          Oids.NAME_CONSTRAINTS,
          Oids.CERTIFICATE_POLICIES,
          Oids.POLICY_MAPPINGS,
          Oids.POLICY_CONSTRAINTS,
          Oids.INHIBIT_ANY_POLICY,
          Oids.CRL_DISTRIBUTION_POINTS,
          Oids.FRESHEST_CRL,
          Oids.AUTHORITY_INFO_ACCESS,
          Oids.SUBJECT_INFO_ACCESS,
          Oids.TLS_FEATURE,
          Oids.SCT_LIST);

  private final Instant now;
  private final Signatures signatures;
  private final ProfileChecks profile;

  CertificateChecks(Instant now, Signatures signatures) {
    this.now = now;
    this.signatures = signatures;
    this.profile = new ProfileChecks(signatures);
  }

  void check(Certificate certificate, Role role, Findings findings) {
    if (role == Role.ANCHOR && !findings.rules().inspectsAnchors()) {
      if (findings.rules().constrainsByAnchors()) {
        checkConstrainedAuthority(certificate, findings);
      }
      return;
    }
    checkValidity(certificate, findings);
    if (!certificate.signatureAlgorithm().equals(certificate.signature())) {
      findings.add(
          Rule.ALGORITHMS_DIFFER,
          certificate,
          "signatureAlgorithm %s, but tbsCertificate.signature %s"
              .formatted(
                  certificate.signatureAlgorithm().algorithm(),
                  certificate.signature().algorithm()));
    }
    for (Extension extension : certificate.extensions().all()) {
      if (!extension.critical()) {
        continue;
      }
      boolean known =
          PROCESSED.contains(extension.id())
              && !(extension.id().equals(Oids.CERTIFICATE_POLICIES)
                  && certificate.extensions().hasUnknownPolicyQualifiers());
      if (!known) {
        findings.add(
            Rule.UNKNOWN_CRITICAL_EXTENSION,
            certificate,
            "critical extension %s is not known, or not all that is in it"
                .formatted(extension.id()));
      }
    }
    if (!signatures.knowsKeyOf(certificate)) {
      findings.add(
          Rule.KEY_KIND,
          certificate,
          "the key is of a kind not implemented, or not written as its standard demands");
    }
    if (role.issues()) {
      checkAuthority(certificate, findings);
    }
    WebPkiChecks.checkKeySize(certificate, findings);
    if (findings.rules().looksAtForm()) {
      profile.check(certificate, role, findings);
    }
  }

  /** Both bounds belong to the validity period, and a second is its smallest part (§4.1.2.5). */
  private void checkValidity(Certificate certificate, Findings findings) {
    long second = Math.floorDiv(now.toEpochMilli(), 1000L);
    if (second > certificate.notAfter().getEpochSecond()) {
      findings.add(
          Rule.EXPIRED, certificate, "expired %s, now %s".formatted(certificate.notAfter(), now));
    }
    if (second < certificate.notBefore().getEpochSecond()) {
      findings.add(
          Rule.NOT_YET_VALID,
          certificate,
          "valid from %s, now %s".formatted(certificate.notBefore(), now));
    }
  }

  /** RFC 5937 asks less of an anchor: what is not there does not constrain. */
  private static void checkConstrainedAuthority(Certificate anchor, Findings findings) {
    if (anchor.extensions().has(Oids.BASIC_CONSTRAINTS)) {
      checkAuthority(anchor, findings);
    } else if (!anchor.allows(KeyUsage.Bit.KEY_CERT_SIGN)) {
      findings.add(Rule.KEY_CERT_SIGN, anchor, "keyUsage lacks keyCertSign");
    }
  }

  private static void checkAuthority(Certificate certificate, Findings findings) {
    boolean ca =
        certificate.extensions().basicConstraints().map(BasicConstraints::ca).orElse(false);
    if (!ca) {
      findings.add(
          Rule.NOT_A_CA,
          certificate,
          certificate.extensions().has(Oids.BASIC_CONSTRAINTS)
              ? "basicConstraints.cA is FALSE"
              : "no basicConstraints (version %d)".formatted(certificate.version()));
    }
    if (!certificate.allows(KeyUsage.Bit.KEY_CERT_SIGN)) {
      findings.add(Rule.KEY_CERT_SIGN, certificate, "keyUsage lacks keyCertSign");
    }
  }
}
