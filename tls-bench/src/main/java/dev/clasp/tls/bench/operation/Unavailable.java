package dev.clasp.tls.bench.operation;

/** A peer that cannot be measured here; the message says why. */
public final class Unavailable extends Exception {
  private static final long serialVersionUID = 1;

  public Unavailable(String reason) {
    super(reason);
  }

  public Unavailable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
