package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.peer.TransportSchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run goes.
 *
 * @param seed of samples and of every random byte we send
 * @param size how many cells of a matrix run
 * @param jobs conversations at once; empty for what suits the target
 * @param deadline the longest one conversation may take
 * @param transport under every positive conversation; empty to draw one for each
 */
public record RunSettings(
    long seed,
    Size size,
    OptionalInt jobs,
    Duration deadline,
    Selection selection,
    Optional<TransportSchedule> transport) {
  /** Transport schedules are drawn. */
  public RunSettings(
      long seed, Size size, OptionalInt jobs, Duration deadline, Selection selection) {
    this(seed, size, jobs, deadline, selection, Optional.empty());
  }

  /** How much of each matrix runs. */
  public enum Size {
    /** One cell, drawn with the seed. */
    QUICK,
    /** The matrix's own sample. */
    DEFAULT,
    /** Every cell, and each positive one under each transport schedule. */
    FULL
  }
}
