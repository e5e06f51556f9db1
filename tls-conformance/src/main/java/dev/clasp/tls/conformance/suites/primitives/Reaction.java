package dev.clasp.tls.conformance.suites.primitives;

/** What an implementation made of a test. */
enum Reaction {
  /** Took the input and computed what the file says. */
  ACCEPTED("accepted"),
  /** Refused the input, as its standard may ask. */
  REFUSED("refused"),
  /** Took the input and computed something else. */
  DIFFERENT("accepted, another result");

  private final String text;

  Reaction(String text) {
    this.text = text;
  }

  static Reaction compare(Object expected, Object actual) {
    return expected.equals(actual) ? ACCEPTED : DIFFERENT;
  }

  @Override
  public String toString() {
    return text;
  }
}
