package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Revocation of the certificates of one path. */
final class RevocationChecks {
  private static final int STATUS_REQUEST = 5; // RFC 7633 §4.2.1, RFC 6066 §8

  private final Settings settings;
  private final RevocationPolicy policy;
  private final Spending spending;
  private final List<Certificate> pool;
  private final Set<Certificate> underCheck;

  /**
   * Prepares for one search.
   *
   * @param pool certificates that came along, among which CRL signers may be
   * @param underCheck certificates whose status is being found out further up: they cannot help to
   *     find out their own
   */
  RevocationChecks(
      Settings settings,
      RevocationPolicy policy,
      Spending spending,
      List<Certificate> pool,
      Set<Certificate> underCheck) {
    this.settings = settings;
    this.policy = policy;
    this.spending = spending;
    this.pool = pool;
    this.underCheck = underCheck;
  }

  /**
   * Checks one path.
   *
   * @param path leaf first, anchor last
   */
  void check(List<Certificate> path, Findings findings) {
    Certificate anchor = path.get(path.size() - 1);
    List<Certificate> others = new ArrayList<>(pool);
    CrlTrust trust =
        new CrlTrust(
            settings,
            spending,
            path,
            others,
            (signer, subject) -> leadsTo(anchor, signer, subject));
    CrlChecks crls = new CrlChecks(trust);
    int checked = policy.scope() == RevocationPolicy.Scope.LEAF ? 1 : path.size() - 1;
    for (int i = Math.min(checked, path.size() - 1) - 1; i >= 0; i--) {
      Certificate certificate = path.get(i);
      RevocationStatus status = byOcsp(certificate, path.get(i + 1), i == 0, findings);
      if (status instanceof RevocationStatus.Unknown unknown) {
        RevocationStatus byCrl = crls.status(certificate, policy.crls().crlsFor(certificate));
        status = unknown.or(byCrl);
      }
      report(certificate, status, findings);
    }
  }

  /** What OCSP says; of the leaf also whether what came or should have come with it is usable. */
  private RevocationStatus byOcsp(
      Certificate certificate, Certificate issuer, boolean leaf, Findings findings) {
    if (policy.ocsp().isEmpty()) {
      return new RevocationStatus.Unknown(List.of());
    }
    OcspPolicy ocsp = policy.ocsp().get();
    List<Bytes> stapled = settings.evidence().ocspResponses();
    List<Bytes> responses = new ArrayList<>(stapled);
    responses.addAll(ocsp.source().responsesFor(certificate, issuer));
    RevocationStatus status =
        new OcspChecks(settings, ocsp.hashes(), spending).status(certificate, issuer, responses);
    boolean promised = certificate.extensions().tlsFeatures().contains(STATUS_REQUEST);
    if (leaf && promised && stapled.isEmpty()) {
      findings.add(
          Rule.MUST_STAPLE, certificate, "promises a stapled OCSP response, and none came");
    }
    if (leaf && !stapled.isEmpty() && status instanceof RevocationStatus.Unknown unknown) {
      findings.add(Rule.BAD_STATUS_RESPONSE, certificate, String.join("; ", unknown.why()));
    }
    return status;
  }

  private void report(Certificate certificate, RevocationStatus status, Findings findings) {
    if (status instanceof RevocationStatus.Revoked revoked) {
      findings.add(
          Rule.REVOKED,
          certificate,
          "revoked on %s, reason: %s"
              .formatted(
                  revoked.date(),
                  revoked.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    if (status instanceof RevocationStatus.Unknown unknown && policy.hardFail()) {
      findings.add(
          Rule.REVOCATION_UNKNOWN,
          certificate,
          "revocation status is not known: " + String.join("; ", unknown.why()));
    }
  }

  /**
   * §6.3.3 (f): the signer's own path, to the same anchor. Its certificates' status counts too, but
   * nobody vouches for himself.
   */
  private boolean leadsTo(Certificate anchor, Certificate signer, Certificate subject) {
    Set<Certificate> guarded = new HashSet<>(underCheck);
    if (!guarded.add(subject) || guarded.contains(signer)) {
      return false;
    }
    Settings forSigner = settings.forCrlSigner(TrustStore.of(anchor));
    PathSearch search = new PathSearch(forSigner, pool, spending, guarded);
    return search.explain(signer).leaf().accepted();
  }
}
