package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.protocol.Rfc;

/** The target said something wrong: field, found, expected (clause). */
public final class CheckFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public CheckFailed(String what) {
    super(what);
  }

  public CheckFailed(Rfc clause, String what) {
    super(what + " (" + clause + ")");
  }
}
