package dev.clasp.tls.conformance.run;

/**
 * How long to wait for a target.
 *
 * @param patience for one message, in milliseconds
 * @param deadline for one conversation, in milliseconds
 */
public record Timing(long patience, long deadline) {
  /** For the first conversation, when nothing is known. */
  static final long INITIAL_PATIENCE = 5_000;

  /** A server this slow in answering sanity's messages is waited for so many times as long. */
  private static final long FACTOR = 25;

  private static final long SHORTEST_PATIENCE = 500;

  static Timing initial(long deadline) {
    return new Timing(Math.min(INITIAL_PATIENCE, deadline), deadline);
  }

  /** Adapts to the longest wait for one message that sanity saw, in milliseconds. */
  Timing adaptedTo(long slowest) {
    long adapted = Math.max(SHORTEST_PATIENCE, slowest * FACTOR);
    return new Timing(Math.min(Math.min(INITIAL_PATIENCE, adapted), deadline), deadline);
  }

  /** To make sure that nothing comes, before saying so. */
  Timing patient() {
    return new Timing(Math.min(INITIAL_PATIENCE, deadline), deadline);
  }
}
