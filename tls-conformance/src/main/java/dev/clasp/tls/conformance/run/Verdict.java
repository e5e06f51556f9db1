package dev.clasp.tls.conformance.run;

/** What a conversation says about the target. */
public enum Verdict {
  /** As the clause demands. */
  PASS(Weight.PASSED, "as demanded"),
  /** Refused in another way than the clause names, which a sensible reader could defend. */
  PASS_LENIENT(Weight.PASSED, "refused, in another way than named"),
  /** Went on where it must refuse. */
  FAIL_ACCEPTED(Weight.HIGH, "went on where it must refuse"),
  /** Refused what it must accept, or before the point under test. */
  FAIL_REJECTED(Weight.MEDIUM, "refused what it must accept"),
  /** Refused with an alert that fits neither the clause nor a sensible reading, or with two. */
  FAIL_ALERT(Weight.LOW, "refused with another alert"),
  /** Neither an answer nor a close in time: holds resources. */
  FAIL_SILENT(Weight.MEDIUM, "neither answered nor closed"),
  /** The process died, or took no connection any more. */
  FAIL_CRASH(Weight.CRITICAL, "crashed"),
  /** What it said is wrong. */
  FAIL_CHECK(Weight.MEDIUM, "said something wrong"),
  /** Failed as the file of known deviations says. */
  XFAIL(Weight.PASSED, "failed as expected"),
  /** Passed although the file of known deviations says it fails. */
  XPASS(Weight.LOW, "passed, although listed as failing"),
  /** Does not apply to this target. */
  SKIP(Weight.NONE, "does not apply"),
  /** Nothing can be said: the sanity conversation failed, or we did. */
  INCONCLUSIVE(Weight.NONE, "nothing can be said");

  /** How much a verdict weighs. */
  public enum Weight {
    PASSED,
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  private final Weight weight;
  private final String meaning;

  Verdict(Weight weight, String meaning) {
    this.weight = weight;
    this.meaning = meaning;
  }

  public Weight weight() {
    return weight;
  }

  /** In a few words, about the target. */
  public String meaning() {
    return meaning;
  }

  public boolean failed() {
    return weight.compareTo(Weight.LOW) >= 0;
  }

  public boolean passed() {
    return weight == Weight.PASSED;
  }
}
