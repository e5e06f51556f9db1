package dev.clasp.tls.conformance.conversation;

import dev.clasp.tls.protocol.AlertDescription;
import java.util.List;

/**
 * What a clause demands of the peer, and which ways to refuse meet it.
 *
 * @param strict the alerts the clause names or that fit it
 * @param lenient alerts that a sensible reader could defend
 * @param why for the report; may be empty
 * @param disputed where texts or implementations differ; may be empty
 */
public record VerdictPolicy(
    Expected outcome,
    Level level,
    List<AlertDescription> strict,
    List<AlertDescription> lenient,
    CloseWithoutAlert closeWithoutAlert,
    String why,
    String disputed) {
  /** What the peer is to do. */
  public enum Expected {
    ACCEPT,
    REJECT,
    EITHER
  }

  /** How strongly (RFC 2119). */
  public enum Level {
    MUST,
    SHOULD,
    MAY
  }

  /** How a refusal without an alert counts. */
  public enum CloseWithoutAlert {
    STRICT,
    LENIENT,
    FAIL
  }

  /** What holds where a conversation has no {@code verdict}. */
  public static final VerdictPolicy ACCEPT =
      new VerdictPolicy(
          Expected.ACCEPT, Level.MUST, List.of(), List.of(), CloseWithoutAlert.LENIENT, "", "");

  public VerdictPolicy {
    strict = List.copyOf(strict);
    lenient = List.copyOf(lenient);
  }
}
