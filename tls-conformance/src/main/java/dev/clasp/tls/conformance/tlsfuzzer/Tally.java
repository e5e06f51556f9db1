package dev.clasp.tls.conformance.tlsfuzzer;

/**
 * How the conversations of scripts ended, in tlsfuzzer's words.
 *
 * @param skip excluded by {@code -e}, or not for this server
 * @param xfail failed as expected
 * @param xpass passed although a failure was expected
 */
public record Tally(int skip, int pass, int xfail, int fail, int xpass) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  int total() {
    return skip + pass + xfail + fail + xpass;
  }

  Tally plus(Tally other) {
    return new Tally(
        skip + other.skip,
        pass + other.pass,
        xfail + other.xfail,
        fail + other.fail,
        xpass + other.xpass);
  }

  /**
   * Of a script that is expected to fail: its failures are expected, its passes are no surprise.
   */
  Tally ofExpectedFailure() {
    return new Tally(skip, pass + xpass, xfail + fail, 0, 0);
  }

  /** As a script's exit status has it. */
  public boolean failed() {
    return fail > 0 || xpass > 0;
  }
}
