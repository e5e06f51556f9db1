package dev.clasp.tls.conformance.cli;

/** Ends a command with one line on stderr and an exit code; the stack trace only with --debug. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param line names what is wrong and says what to do
   */
  public CommandFailure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  public CommandFailure(int exitCode, String line, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
  }

  /** Wrong usage or unreadable input. */
  public static CommandFailure usage(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }

  public int exitCode() {
    return exitCode;
  }
}
