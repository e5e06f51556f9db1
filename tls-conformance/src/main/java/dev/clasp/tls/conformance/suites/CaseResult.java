package dev.clasp.tls.conformance.suites;

/**
 * One case and what came of it.
 *
 * @param id as the suite names it; unique in the suite
 * @param expected what the suite expects, in its own words; empty when the case was skipped
 * @param actual what happened, in the same words; empty when nothing did
 * @param detail why: the rule that refused, the difference found, the reason for skipping
 */
public record CaseResult(
    String id, Outcome outcome, String expected, String actual, String detail) {

  /** Passed if what happened is what was expected. */
  public static CaseResult of(String id, String expected, String actual, String detail) {
    Outcome outcome = expected.equals(actual) ? Outcome.PASSED : Outcome.FAILED;
    return new CaseResult(id, outcome, expected, actual, detail);
  }

  /**
   * A case that cannot be run.
   *
   * @param reason the same text for the same reason, so that reports can group by it
   */
  public static CaseResult skipped(String id, String reason) {
    return new CaseResult(id, Outcome.SKIPPED, "", "", reason);
  }

  static CaseResult inconclusive(String id, String actual, String detail) {
    return new CaseResult(id, Outcome.INCONCLUSIVE, "", actual, detail);
  }
}
