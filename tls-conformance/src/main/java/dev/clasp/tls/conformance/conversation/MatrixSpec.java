package dev.clasp.tls.conformance.conversation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which combinations of parameters one conversation runs with.
 *
 * @param axes names of parameters
 * @param strength every combination of so many axes occurs; {@link #FULL} for the whole product
 * @param where a condition on the axes; cells that do not meet it are left out
 * @param sample how many cells a default run takes; empty for all
 */
public record MatrixSpec(
    List<String> axes,
    int strength,
    Optional<String> where,
    OptionalInt sample,
    Location location) {
  public static final int FULL = Integer.MAX_VALUE;

  public MatrixSpec {
    axes = List.copyOf(axes);
  }
}
