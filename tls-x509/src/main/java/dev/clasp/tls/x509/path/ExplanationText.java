package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import java.util.List;

/** Writes an explanation for a person. */
final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  String write(Explanation explanation) {
    line(
        0,
        (explanation.accepted() ? "accepted: " : "rejected: ")
            + explanation.leaf().certificate().subject());
    explanation.primary().ifPresent(finding -> line(1, "because " + finding));
    text.append('\n');
    tree(explanation.leaf(), 0);
    explanation.missingIssuer().ifPresent(this::advise);
    text.append('\n');
    usage(explanation.usage());
    return text.toString();
  }

  /** What was tried, without the verdict. */
  String writeAttempts(Explanation explanation) {
    tree(explanation.leaf(), 0);
    usage(explanation.usage());
    return text.toString();
  }

  private void usage(Usage usage) {
    line(
        0,
        counted(usage.candidates(), "issuer")
            + " tried, "
            + counted(usage.signatures(), "signature")
            + " checked");
  }

  private static String counted(int number, String what) {
    return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  private void tree(Attempt attempt, int depth) {
    Certificate certificate = attempt.certificate();
    String relation = depth == 0 ? "" : "issued by ";
    line(
        depth,
        "%s%s [%s, valid %s to %s]%s"
            .formatted(
                relation,
                certificate.subject(),
                source(attempt.source()),
                certificate.notBefore(),
                certificate.notAfter(),
                attempt.accepted() ? " accepted" : ""));
    for (Finding finding : attempt.findings()) {
      boolean own = finding.certificate().equals(certificate);
      line(
          depth + 1,
          "%s %s%s (%s, %s)"
              .formatted(
                  finding.isError() ? "!" : "?",
                  own ? "" : finding.certificate().subject() + ": ",
                  finding.detail(),
                  finding.rule().id(),
                  finding.rule().clause()));
    }
    attempt.issuers().forEach(issuer -> tree(issuer, depth + 1));
  }

  private void advise(MissingIssuer missing) {
    text.append('\n');
    if (missing.selfIssued()) {
      line(0, "missing: trust in %s".formatted(missing.subject()));
      line(
          1,
          "It is a root, or signed by itself. If it should be trusted, add it to the trust store.");
      return;
    }
    line(0, "missing: the certificate of %s".formatted(missing.subject()));
    missing.keyIdentifier().ifPresent(id -> line(1, "with subjectKeyIdentifier " + id));
    line(
        1,
        "The peer should send it with its own certificate; if it is a root, it belongs in the trust"
            + " store.");
    locations(missing.locations());
  }

  private void locations(List<String> locations) {
    locations.forEach(location -> line(1, "It is said to be at " + location));
  }

  private static String source(Attempt.Source source) {
    return switch (source) {
      case LEAF -> "the certificate itself";
      case PRESENTED -> "sent by the peer";
      case FOUND -> "found elsewhere";
      case TRUST_STORE -> "from the trust store";
    };
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(Printable.of(content)).append('\n');
  }
}
