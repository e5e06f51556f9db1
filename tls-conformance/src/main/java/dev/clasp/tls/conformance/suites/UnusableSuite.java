package dev.clasp.tls.conformance.suites;

import java.nio.file.Path;

/** A suite's file that cannot be used: names it and what is wrong, in one line. */
public final class UnusableSuite extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableSuite(Path file, String problem) {
    super(file + ": " + problem);
  }

  public UnusableSuite(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
