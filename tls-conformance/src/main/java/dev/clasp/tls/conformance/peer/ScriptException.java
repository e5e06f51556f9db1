package dev.clasp.tls.conformance.peer;

/** The conversation asks for what cannot be done: its author's mistake, not the target's. */
public final class ScriptException extends Exception {
  private static final long serialVersionUID = 1L;

  public ScriptException(String what) {
    super(what);
  }

  public ScriptException(String what, Throwable cause) {
    super(what, cause);
  }
}
