package dev.clasp.tls.conformance.pki;

import java.nio.file.Path;

/** A file that cannot be used: names it, what is wrong, and what to do, in one line. */
public final class UnusableFile extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableFile(Path file, String problem) {
    super(file + ": " + problem);
  }

  UnusableFile(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
