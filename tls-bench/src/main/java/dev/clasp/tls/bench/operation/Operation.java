package dev.clasp.tls.bench.operation;

/** What is timed: set up once, run often. Not thread-safe. */
@FunctionalInterface
public interface Operation {
  /**
   * Does it once.
   *
   * @return what was computed, so that computing it cannot be optimised away
   */
  Object run() throws Exception;

  /** Sets an operation up, in the JVM that will run it. */
  @FunctionalInterface
  interface Maker {
    /**
     * All that is not to be timed.
     *
     * @throws Unavailable when this peer does not do this here
     */
    Operation make() throws Exception;
  }
}
