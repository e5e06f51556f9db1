package dev.clasp.tls.conformance.interop;

import org.junit.jupiter.api.Assumptions;

/** Programs that tests need. */
final class Installed {
  private Installed() {}

  /**
   * Skips the test when the program is absent; fails it if {@code clasp.interop} is {@code full}.
   */
  static void require(String program) {
    if (Cell.isFull() && !PeerProcess.isPresent(program)) {
      throw new AssertionError(program + " is not installed, and the full matrix needs it");
    }
    Assumptions.assumeTrue(PeerProcess.isPresent(program), program + " is not installed");
  }
}
