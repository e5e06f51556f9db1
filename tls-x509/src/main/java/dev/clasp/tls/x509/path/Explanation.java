package dev.clasp.tls.x509.path;

import java.util.Optional;

/**
 * The whole search: what was tried, in order, and what was found.
 *
 * @param leaf the root of the tree of attempts
 * @param primary the decisive finding; absent when a path was accepted
 * @param usage what the search took
 */
public record Explanation(Attempt leaf, Optional<Finding> primary, Usage usage) {

  public boolean accepted() {
    return leaf.accepted();
  }

  /** The certificate whose absence ended the search, if that is what ended it. */
  public Optional<MissingIssuer> missingIssuer() {
    boolean unknown = primary.filter(finding -> finding.rule() == Rule.ISSUER_UNKNOWN).isPresent();
    return unknown
        ? primary.map(finding -> MissingIssuer.of(finding.certificate()))
        : Optional.empty();
  }

  /** For a person: the verdict, the tree, and what to do. */
  public String toText() {
    return new ExplanationText().write(this);
  }

  /** The tree alone: every certificate that was tried, and what was found. */
  public String attemptsToText() {
    return new ExplanationText().writeAttempts(this);
  }

  /** For a program: one JSON object. */
  public String toJson() {
    return ExplanationJson.write(this);
  }
}
