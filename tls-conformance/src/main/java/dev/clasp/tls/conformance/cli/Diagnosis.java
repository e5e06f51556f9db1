package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.path.Explanation;
import dev.clasp.tls.x509.path.Finding;
import dev.clasp.tls.x509.path.MissingIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Why a chain is not believed, in the words of someone who runs servers.
 *
 * @param problem what is wrong with which certificate
 * @param advice what to do about it
 */
record Diagnosis(String problem, String advice) {
  Diagnosis {
    problem =
        (problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1))
            .replaceAll("\\p{Cntrl}", "?"); // names may hold what terminals obey
    advice = advice.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Of a search that found no valid path.
   *
   * @param chain as it was given, leaf first
   * @param now the time of validation
   */
  static Diagnosis of(Explanation explanation, List<Certificate> chain, Instant now) {
    Finding finding = explanation.primary().orElseThrow();
    Subject subject = new Subject(finding.certificate(), chain);
    return explanation
        .missingIssuer()
        .map(missing -> missingIssuer(subject, missing))
        .orElseGet(() -> of(finding, subject, now));
  }

  private static Diagnosis of(Finding finding, Subject subject, Instant now) {
    String detail = finding.detail();
    return switch (finding.rule().failure()) {
      case EXPIRED ->
          new Diagnosis(
              "%s expired on %s, %s before the time of this check."
                  .formatted(
                      subject,
                      subject.certificate.notAfter(),
                      days(subject.certificate.notAfter(), now)),
              subject.isLeaf()
                  ? "Get a new certificate and install it."
                  : "Ask the CA for its current certificate and send that one in the chain.");
      case NOT_YET_VALID ->
          new Diagnosis(
              "%s is not valid before %s, %s after the time of this check."
                  .formatted(
                      subject,
                      subject.certificate.notBefore(),
                      days(now, subject.certificate.notBefore())),
              "If that is no surprise, wait; else look at the clock of this machine.");
      case NAME_MISMATCH ->
          new Diagnosis(
              "%s %s.".formatted(subject, detail),
              "Reach the server by one of the names in its certificate, or get a certificate for"
                  + " this name. The common name does not count (RFC 9525 §2).");
      case NAME_CONSTRAINT_VIOLATED ->
          new Diagnosis(
              "%s has a name that a CA above it may not certify: %s.".formatted(subject, detail),
              "Get a certificate from a CA that may certify all of its names, or one without the"
                  + " name that is not permitted.");
      case BAD_SIGNATURE ->
          new Diagnosis(
              "%s was not signed by the key of the CA it names: %s.".formatted(subject, detail),
              "The CA has, or had, several keys under one name: find its certificate with the key"
                  + " that signed, and put that into the chain or among the trusted CAs. Or the"
                  + " certificate was altered.");
      case REVOKED ->
          new Diagnosis(
              "%s was %s.".formatted(subject, detail), "Do not use it; get a new certificate.");
      case REVOCATION_STATUS_UNKNOWN, BAD_STATUS_RESPONSE ->
          new Diagnosis(
              "Whether %s is revoked cannot be told: %s.".formatted(subject, detail),
              "Get the current CRL or OCSP response of its issuer.");
      case WRONG_PURPOSE, WRONG_KEY_USAGE ->
          new Diagnosis(
              "%s is not for this use: %s.".formatted(subject, detail),
              "Get a certificate for it, or see --purpose.");
      case NOT_A_CA ->
          new Diagnosis(
              "%s issued a certificate and is no CA: %s.".formatted(subject, detail),
              "Get a certificate from a CA: what this one signs counts for nothing.");
      case PATH_TOO_LONG ->
          new Diagnosis(
              "There are more CAs in the path than allowed: %s.".formatted(detail),
              "Get a certificate from a CA that is nearer to the root.");
      case MALFORMED, PROFILE_VIOLATED ->
          new Diagnosis(
              "%s is not as a certificate should be: %s.".formatted(subject, detail),
              "Ask the CA for a correct one; --profile rfc5280 looks at what security needs only.");
      case WEAK_KEY, UNSUPPORTED_KEY ->
          new Diagnosis(
              "%s has a key that is not accepted: %s.".formatted(subject, detail),
              "Make a new key, such as ECDSA P-256 or RSA of 2048 bits, and get a certificate for"
                  + " it.");
      case UNSUPPORTED_SIGNATURE_ALGORITHM ->
          new Diagnosis(
              "%s is signed in a way that is not accepted: %s.".formatted(subject, detail),
              "Get a certificate signed with SHA-256 or better.");
      case UNKNOWN_CRITICAL_EXTENSION ->
          new Diagnosis(
              "%s has a restriction that is not understood here: %s.".formatted(subject, detail),
              "Get a certificate without that extension.");
      case POLICY_VIOLATED ->
          new Diagnosis(
              "No certificate policy is valid for the whole path: %s.".formatted(detail),
              "Ask the CA which of its certificates are issued under an acceptable policy.");
      case TRANSPARENCY_VIOLATED ->
          new Diagnosis(
              "%s was not logged in public as it should be: %s.".formatted(subject, detail),
              "Get a certificate with signed certificate timestamps.");
      case BUDGET_EXHAUSTED ->
          new Diagnosis(
              "The search was given up: %s.".formatted(detail),
              "Send only the certificates that belong to the chain.");
      case UNKNOWN_ISSUER ->
          new Diagnosis(
              "No chain of CAs leads from %s to a trusted one: %s.".formatted(subject, detail),
              "See --explain for what was tried.");
    };
  }

  private static Diagnosis missingIssuer(Subject subject, MissingIssuer missing) {
    if (missing.selfIssued()) {
      return new Diagnosis(
          subject.isLeaf()
              ? "%s is signed by itself, and nobody said to trust it.".formatted(subject)
              : "The chain ends in the root %s, which is not among the trusted CAs."
                  .formatted(missing.subject()),
          "If it is to be trusted, and you have it from where you can believe it, add it to the"
              + " file of --ca.");
    }
    String where =
        missing.locations().isEmpty()
            ? ""
            : " It can be had from %s.".formatted(String.join(" or ", missing.locations()));
    return subject.isLeaf()
        ? new Diagnosis(
            "%s was issued by %s, whose certificate is neither in the chain nor among the trusted CAs."
                .formatted(subject, missing.subject()),
            "Most likely an intermediate certificate is missing: put it behind the server's own in"
                + " the chain file. If that CA is a root, add it to the file of --ca."
                + where)
        : new Diagnosis(
            "The chain ends at %s; its issuer %s is not among the trusted CAs."
                .formatted(subject, missing.subject()),
            "If that is a root to be trusted, add it to the file of --ca; if it is one more"
                + " intermediate, add it to the chain file."
                + where);
  }

  private static String days(Instant from, Instant to) {
    long days = Duration.between(from, to).toDays();
    return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
  }

  /** A certificate and its place in the chain. */
  private record Subject(Certificate certificate, List<Certificate> chain) {
    boolean isLeaf() {
      return certificate.equals(chain.get(0));
    }

    /** Says which one, for someone who has the chain file open. */
    @Override
    public String toString() {
      String name = certificate.subject().toString();
      return isLeaf()
          ? "the certificate " + (name.isEmpty() ? firstName() : name)
          : chain.contains(certificate)
              ? "the intermediate certificate " + name
              : "the trusted certificate " + name;
    }

    private String firstName() {
      return certificate.extensions().subjectAltNames().stream()
          .filter(GeneralName.Dns.class::isInstance)
          .map(name -> ((GeneralName.Dns) name).name())
          .findFirst()
          .orElse("without a name");
    }
  }
}
