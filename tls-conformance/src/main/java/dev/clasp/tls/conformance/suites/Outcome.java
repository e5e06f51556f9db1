package dev.clasp.tls.conformance.suites;

import java.util.Locale;

/** What became of a case. */
public enum Outcome {
  /** Ran, and did what the suite expects. */
  PASSED,
  /** Ran, and did something else. */
  FAILED,
  /** Was not run; the detail is the reason. */
  SKIPPED,
  /** Gave no answer: too slow, or an error that is no verdict. */
  INCONCLUSIVE;

  /** In lower case, as reports spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
