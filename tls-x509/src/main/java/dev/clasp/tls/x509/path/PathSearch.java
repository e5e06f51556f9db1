package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.x509.AuthorityKeyIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.Oid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an acceptable path, depth first from the leaf (RFC 4158).
 *
 * <p>Anchors are tried before other issuers and end a path; among equals the one whose key
 * identifier fits comes first, then the one whose issuer has the name of an anchor, but none is
 * left out for its identifiers (RFC 4158 §3.5.12). A candidate's own faults and its signature are
 * checked before it is followed. One search, one thread.
 */
final class PathSearch {
  private final Settings settings;
  private final List<Certificate> presented;
  private final Spending spending;
  private final Signatures signatures;
  private final CertificateChecks certificateChecks;
  private final PathChecks pathChecks;
  private final Optional<RevocationChecks> revocationChecks;

  private final List<Link> path = new ArrayList<>(); // from the leaf up
  private Optional<PathValidated> found = Optional.empty();
  private Optional<Finding> primary = Optional.empty();
  private Weight primaryWeight = Weight.NONE;
  private boolean exhausted;

  private record Link(Certificate certificate, List<Finding> findings) {}

  private record Candidate(Certificate certificate, Attempt.Source source) {
    boolean anchor() {
      return source == Attempt.Source.TRUST_STORE;
    }
  }

  /** How much a failure says about why there is no path; a later one of the same weight yields. */
  private enum Weight {
    NONE,
    NO_ISSUER,
    CANDIDATE,
    WHOLE_PATH,
    BUDGET
  }

  /**
   * Prepares for one leaf.
   *
   * @param spending a new one, or that of the search within which this one is
   * @param underCheck see {@link RevocationChecks}
   */
  PathSearch(
      Settings settings,
      List<Certificate> presented,
      Spending spending,
      Set<Certificate> underCheck) {
    this.settings = settings;
    this.presented = presented;
    this.spending = spending;
    this.revocationChecks =
        settings
            .revocation()
            .map(policy -> new RevocationChecks(settings, policy, spending, presented, underCheck));
    this.signatures = new Signatures(settings.signatures(), spending);
    this.certificateChecks = new CertificateChecks(settings.now(), signatures);
    this.pathChecks = new PathChecks(settings, spending);
  }

  PathValidated validate(Certificate leaf) throws PathRejected {
    Explanation explanation = explain(leaf);
    if (found.isPresent()) {
      return found.get();
    }
    throw new PathRejected(
        explanation.primary().orElseThrow(() -> new IllegalStateException("no reason")),
        explanation);
  }

  Explanation explain(Certificate leaf) {
    Attempt attempt = settings.trust().contains(leaf) ? trustedLeaf(leaf) : searchFrom(leaf);
    Optional<Finding> decisive = found.isPresent() ? Optional.empty() : primary;
    return new Explanation(attempt, decisive, spending.usage());
  }

  /** The leaf itself is an anchor: RFC 5280 is silent, and whoever put it there meant it. */
  private Attempt trustedLeaf(Certificate leaf) {
    Findings findings = new Findings(settings.rules());
    certificateChecks.check(leaf, Role.LEAF, findings);
    pathChecks.checkLeaf(leaf, findings);
    boolean accepted = decide(List.of(leaf), leaf.extensions().policies(), findings);
    return new Attempt(leaf, Attempt.Source.TRUST_STORE, findings.list(), List.of(), accepted);
  }

  private Attempt searchFrom(Certificate leaf) {
    Findings findings = new Findings(settings.rules());
    certificateChecks.check(leaf, Role.LEAF, findings);
    return follow(leaf, Attempt.Source.LEAF, findings);
  }

  /** Tries every issuer of a certificate whose own findings are known. */
  private Attempt follow(Certificate current, Attempt.Source source, Findings own) {
    path.add(new Link(current, own.list()));
    List<Attempt> issuers = new ArrayList<>(1);
    List<Candidate> candidates = candidates(current);
    if (candidates.isEmpty()) {
      own.add(Rule.ISSUER_UNKNOWN, current, missingIssuer(current));
      for (Finding finding : own.list()) {
        if (finding.rule() == Rule.ISSUER_UNKNOWN) {
          consider(finding, Weight.NO_ISSUER);
        }
      }
    }
    boolean accepted = false;
    for (Candidate candidate : candidates) {
      if (found.isPresent() || exhausted) {
        break;
      }
      if (spending.late()) {
        giveUp(current, "the time allowed");
        break;
      }
      if (!spending.candidate()) {
        giveUp(current, "%d candidates".formatted(settings.budget().candidates()));
        break;
      }
      Attempt attempt = attempt(current, candidate);
      accepted |= attempt.accepted();
      if (spending.keepsAttempt()) {
        issuers.add(attempt);
      }
    }
    path.remove(path.size() - 1);
    return new Attempt(current, source, own.list(), issuers, accepted);
  }

  private Attempt attempt(Certificate current, Candidate candidate) {
    Certificate issuer = candidate.certificate();
    Findings findings = new Findings(settings.rules());
    if (!candidate.anchor() && isInPath(issuer)) {
      findings.add(Rule.LOOP, issuer, "is in the path already, by name, key and alternative names");
      findings.firstError().ifPresent(finding -> consider(finding, Weight.NO_ISSUER));
      return leafAttempt(candidate, findings, false);
    }
    if (!candidate.anchor() && path.size() > settings.budget().depth()) {
      findings.add(
          Rule.MAX_DEPTH,
          issuer,
          "more than %d intermediate certificates".formatted(settings.budget().depth()));
      findings.decisiveError().ifPresent(finding -> consider(finding, Weight.CANDIDATE));
      return leafAttempt(candidate, findings, false);
    }
    certificateChecks.check(issuer, candidate.anchor() ? Role.ANCHOR : Role.INTERMEDIATE, findings);
    boolean keyIsWhole = !WorkingKeys.leavesOutParameters(issuer); // else see checkInheritedKeys
    if (keyIsWhole && (candidate.anchor() || !findings.hasError())) {
      checkSignature(current, issuer, issuer.subjectPublicKeyInfo(), findings);
    }
    if (candidate.anchor()) {
      return leafAttempt(candidate, findings, completes(issuer, findings));
    }
    if (findings.hasError()) {
      findings.decisiveError().ifPresent(finding -> consider(finding, Weight.CANDIDATE));
      return leafAttempt(candidate, findings, false);
    }
    return follow(issuer, candidate.source(), findings);
  }

  private static Attempt leafAttempt(Candidate candidate, Findings findings, boolean accepted) {
    return new Attempt(
        candidate.certificate(), candidate.source(), findings.list(), List.of(), accepted);
  }

  /** The path has reached an anchor: checks the whole, unless the signature broke it already. */
  private boolean completes(Certificate anchor, Findings findings) {
    List<Certificate> certificates = new ArrayList<>(path.size() + 1);
    for (Link link : path) {
      certificates.add(link.certificate());
    }
    List<Certificate> belowAnchor = List.copyOf(certificates);
    certificates.add(anchor);
    checkInheritedKeys(certificates, findings);
    for (Finding finding : findings.list()) {
      if (breaksTheChain(finding)) {
        consider(finding, Weight.CANDIDATE);
        return false;
      }
    }
    for (Link link : path) {
      findings.addAll(link.findings());
    }
    Set<Oid> policies = pathChecks.check(belowAnchor, new TrustAnchor(anchor), findings);
    if (!findings.hasError()) {
      revocationChecks.ifPresent(checks -> checks.check(certificates, findings));
      settings
          .transparency()
          .map(policy -> new TransparencyChecks(settings, policy, spending))
          .ifPresent(checks -> checks.check(certificates.get(0), certificates.get(1), findings));
    }
    return decide(certificates, policies, findings);
  }

  /** The signatures that had to wait until the path, and so the key's parameters, were known. */
  private void checkInheritedKeys(List<Certificate> certificates, Findings findings) {
    for (int i = 0; i < certificates.size() - 1; i++) {
      Certificate issuer = certificates.get(i + 1);
      if (!WorkingKeys.leavesOutParameters(issuer)) {
        continue;
      }
      Optional<Bytes> key = WorkingKeys.of(certificates, i + 1);
      if (key.isPresent()) {
        checkSignature(certificates.get(i), issuer, key.get(), findings);
      } else {
        findings.add(
            Rule.SIGNATURE,
            certificates.get(i),
            "%s has a key without parameters, and none above it has them".formatted(issuer));
      }
    }
  }

  private static boolean breaksTheChain(Finding finding) {
    return finding.isError()
        && (finding.rule() == Rule.SIGNATURE
            || finding.rule() == Rule.SIGNATURE_ALGORITHM
            || finding.rule() == Rule.BUDGET);
  }

  private boolean decide(List<Certificate> certificates, Set<Oid> policies, Findings findings) {
    Optional<Finding> error = findings.decisiveError();
    if (error.isPresent()) {
      consider(error.get(), Weight.WHOLE_PATH);
      return false;
    }
    Optional<PublicKeyInfo> key = certificates.get(0).publicKey();
    found =
        Optional.of(
            new PathValidated(certificates, key, policies, findings.list(), spending.usage()));
    return true;
  }

  private void checkSignature(
      Certificate current, Certificate issuer, Bytes issuerKey, Findings findings) {
    Optional<SignatureChecker.Outcome> outcome = signatures.check(current, issuerKey);
    if (outcome.isEmpty()) {
      String limit = "%d signatures".formatted(settings.budget().signatures());
      findings.add(Rule.BUDGET, current, "gave up after " + limit);
      giveUp(current, limit);
      return;
    }
    switch (outcome.get()) {
      case VALID -> {}
      case INVALID ->
          findings.add(
              Rule.SIGNATURE,
              current,
              "signature does not verify under the key of %s".formatted(issuer));
      case UNSUPPORTED_ALGORITHM ->
          findings.add(
              Rule.SIGNATURE_ALGORITHM,
              current,
              "signature algorithm %s is not implemented or no longer accepted"
                  .formatted(current.signature().algorithm()));
      case UNSUPPORTED_KEY ->
          findings.add(
              Rule.KEY_KIND,
              issuer,
              "the key is of a kind not implemented, or not written as its standard demands");
    }
  }

  private void giveUp(Certificate current, String limit) {
    exhausted = true;
    consider(
        new Finding(Rule.BUDGET, Severity.ERROR, current, "gave up after " + limit), Weight.BUDGET);
  }

  private void consider(Finding finding, Weight weight) {
    if (weight.compareTo(primaryWeight) > 0) {
      primary = Optional.of(finding);
      primaryWeight = weight;
    }
  }

  /** RFC 4158 §2.4.2: the same entity under the same key and names adds nothing to a path. */
  private boolean isInPath(Certificate issuer) {
    for (Link link : path) {
      Certificate certificate = link.certificate();
      if (certificate.subject().equals(issuer.subject())
          && certificate.subjectPublicKeyInfo().equals(issuer.subjectPublicKeyInfo())
          && certificate
              .extensions()
              .subjectAltNames()
              .equals(issuer.extensions().subjectAltNames())) {
        return true;
      }
    }
    return false;
  }

  private List<Candidate> candidates(Certificate current) {
    Candidates candidates = new Candidates();
    for (TrustAnchor anchor : settings.trust().findBySubject(current.issuer())) {
      add(candidates, current, anchor.certificate(), Attempt.Source.TRUST_STORE);
    }
    for (Certificate certificate : presented) {
      add(candidates, current, certificate, Attempt.Source.PRESENTED);
    }
    for (Certificate certificate : settings.issuers().issuersOf(current)) {
      add(candidates, current, certificate, Attempt.Source.FOUND);
    }
    List<Candidate> list = candidates.list;
    if (list.size() > 1) {
      list.sort(promisingFirst(current, settings.trust()));
    }
    return list;
  }

  private static void add(
      Candidates candidates, Certificate current, Certificate certificate, Attempt.Source source) {
    boolean itself = source != Attempt.Source.TRUST_STORE && certificate.equals(current);
    if (!itself && certificate.subject().equals(current.issuer())) {
      candidates.add(new Candidate(certificate, source));
    }
  }

  /** Each certificate once: its first source counts. */
  private static final class Candidates {
    private static final int FEW = 8; // up to here a list is searched faster than a set

    private final List<Candidate> list = new ArrayList<>(2);
    private Set<Certificate> known = Set.of();

    void add(Candidate candidate) {
      if (list.size() == FEW) {
        known = new HashSet<>();
        for (Candidate each : list) {
          known.add(each.certificate());
        }
      }
      boolean isNew = list.size() < FEW ? !contains(candidate) : known.add(candidate.certificate());
      if (isNew) {
        list.add(candidate);
      }
    }

    private boolean contains(Candidate candidate) {
      for (Candidate each : list) {
        if (each.certificate().equals(candidate.certificate())) {
          return true;
        }
      }
      return false;
    }
  }

  private static Comparator<Candidate> promisingFirst(Certificate current, TrustStore trust) {
    Optional<Bytes> keyIdentifier =
        current
            .extensions()
            .authorityKeyIdentifier()
            .flatMap(AuthorityKeyIdentifier::keyIdentifier);
    return Comparator.comparing((Candidate candidate) -> !candidate.anchor())
        .thenComparing(candidate -> mismatch(keyIdentifier, candidate.certificate()))
        // one step from the end, as it looks
        .thenComparing(candidate -> trust.findBySubject(candidate.certificate().issuer()).isEmpty())
        .thenComparing(candidate -> candidate.certificate().isSelfIssued())
        .thenComparing(candidate -> candidate.certificate().notBefore(), Comparator.reverseOrder());
  }

  /** 0 when the key identifiers fit, 2 when they do not, 1 when one is missing. */
  private static int mismatch(Optional<Bytes> wanted, Certificate candidate) {
    Optional<Bytes> own = candidate.extensions().subjectKeyIdentifier();
    if (wanted.isEmpty() || own.isEmpty()) {
      return 1;
    }
    return wanted.equals(own) ? 0 : 2;
  }

  private static String missingIssuer(Certificate current) {
    String key =
        current
            .extensions()
            .authorityKeyIdentifier()
            .flatMap(AuthorityKeyIdentifier::keyIdentifier)
            .map(id -> " with key identifier " + id)
            .orElse("");
    return current.isSelfIssued()
        ? "is self-issued and not trusted"
        : "no certificate of its issuer %s%s was sent or is trusted"
            .formatted(current.issuer(), key);
  }
}
