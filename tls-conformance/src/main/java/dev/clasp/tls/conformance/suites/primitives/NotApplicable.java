package dev.clasp.tls.conformance.suites.primitives;

/** A test that asks for something that is not there to be tested. */
final class NotApplicable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason the same for the same reason, so that reports can group by it
   */
  NotApplicable(String reason) {
    super(reason);
  }
}
