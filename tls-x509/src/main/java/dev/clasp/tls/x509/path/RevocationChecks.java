package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Revocation of the certificates of one path. */
final class RevocationChecks {
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
      report(certificate, crls.status(certificate, policy.crls().crlsFor(certificate)), findings);
    }
  }

  private void report(Certificate certificate, RevocationStatus status, Findings findings) {
    if (status instanceof RevocationStatus.Revoked revoked) {
      findings.add(
          Rule.REVOKED,
          certificate,
          "revoked %s, reason %s".formatted(revoked.date(), revoked.reason()));
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
