package dev.clasp.tls.conformance.interop;

/** A peer did not do what it was started for; the message has its output. */
public final class PeerFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PeerFailure(String message) {
    super(message);
  }

  public PeerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
