package dev.clasp.tls.conformance.cli;

/** The exit codes of every command. */
public final class ExitCode {
  /** All well. */
  public static final int OK = 0;

  /** The thing examined failed: a conformance failure, a refused handshake, an invalid chain. */
  public static final int FAILED = 1;

  /** Wrong usage or unreadable input. */
  public static final int USAGE = 2;

  /** Inconclusive, or an error of our own. */
  public static final int INCONCLUSIVE = 3;

  /** The target crashed. */
  public static final int TARGET_CRASHED = 4;

  private ExitCode() {}
}
