package dev.clasp.tls.conformance.interop;

/**
 * What came of a trial.
 *
 * @param detail what went wrong, with the peer's output; empty when nothing did
 */
public record InteropResult(
    String peer, Trial trial, Outcome outcome, String detail, long milliseconds) {
  /** How a cell of the matrix looks. */
  public enum Outcome {
    WORKS,
    /** Both have it, and it does not work. */
    FAILED,
    /** The peer does not have it: there is nothing to try. */
    NOT_IN_PEER
  }
}
