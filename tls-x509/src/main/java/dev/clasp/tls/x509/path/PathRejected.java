package dev.clasp.tls.x509.path;

import java.util.Optional;

/** No acceptable path; says the decisive reason and everything that was tried. */
public final class PathRejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final PathFailure reason;
  private final transient Optional<Finding> finding;
  private final transient Optional<Explanation> explanation;

  PathRejected(Finding finding, Explanation explanation) {
    super(finding.toString());
    this.reason = finding.rule().failure();
    this.finding = Optional.of(finding);
    this.explanation = Optional.of(explanation);
  }

  /** For verifiers that are not ours. */
  public PathRejected(PathFailure reason, String detail) {
    super(detail);
    this.reason = reason;
    this.finding = Optional.empty();
    this.explanation = Optional.empty();
  }

  public PathFailure reason() {
    return reason;
  }

  /** The rule that decided; absent when another verifier did. */
  public Optional<Finding> finding() {
    return finding;
  }

  /** All that was tried; absent when another verifier decided. */
  public Optional<Explanation> explanation() {
    return explanation;
  }
}
