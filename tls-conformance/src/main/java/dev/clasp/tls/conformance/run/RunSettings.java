package dev.clasp.tls.conformance.run;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a run goes.
 *
 * @param seed of samples and of every random byte we send
 * @param size how many cells of a matrix run
 * @param jobs conversations at once; empty for what suits the target
 * @param deadline the longest one conversation may take
 */
public record RunSettings(
    long seed, Size size, OptionalInt jobs, Duration deadline, Selection selection) {
  /** How much of each matrix runs. */
  public enum Size {
    /** One cell, drawn with the seed. */
    QUICK,
    /** The matrix's own sample. */
    DEFAULT,
    /** Every cell. */
    FULL
  }
}
