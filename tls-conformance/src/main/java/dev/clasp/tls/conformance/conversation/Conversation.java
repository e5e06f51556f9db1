package dev.clasp.tls.conformance.conversation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One conversation of a file.
 *
 * @param id unique over all files, stable
 * @param name for people; {@code $axis} in it is replaced
 * @param requirements ids such as {@code RFC9846#section-4.7.3/4}
 * @param verdict as written; its names are resolved for each cell
 */
public record Conversation(
    String id,
    String name,
    Kind kind,
    List<String> requirements,
    Optional<Capability> requires,
    Optional<MatrixSpec> matrix,
    Script script,
    Optional<ObjectNode> verdict,
    Location location) {
  /** What a conversation is for. */
  public enum Kind {
    /** Runs first and again last; while one fails nothing else can be concluded. */
    SANITY,
    /** The peer carries on. */
    POSITIVE,
    /** The peer refuses, or may. */
    NEGATIVE,
    /** Repeated, with checks over all repetitions. */
    STATISTICAL
  }

  public Conversation {
    requirements = List.copyOf(requirements);
  }
}
