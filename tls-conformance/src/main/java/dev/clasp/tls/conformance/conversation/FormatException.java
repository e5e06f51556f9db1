package dev.clasp.tls.conformance.conversation;

/** A file has a mistake: where it is, what was found, what was expected. */
public final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Location location;
  private final String what;

  public FormatException(Location location, String what) {
    super(location + ": " + what);
    this.location = location;
    this.what = what;
  }

  public Location location() {
    return location;
  }

  /** The message without the location. */
  public String what() {
    return what;
  }
}
