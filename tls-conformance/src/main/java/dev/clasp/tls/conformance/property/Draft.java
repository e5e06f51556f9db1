package dev.clasp.tls.conformance.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A conversation that was drawn: its steps, and what the property demands of the peer.
 *
 * @param steps in authoring notation
 * @param verdict as in a conversation file
 */
record Draft(List<ObjectNode> steps, ObjectNode verdict) {
  Draft {
    steps = List.copyOf(steps);
  }

  /** The peer carries on to the end. */
  static Draft accepted(Object... steps) {
    return new Draft(flat(List.of(steps)), Steps.json("{'outcome': 'accept', 'level': 'MUST'}"));
  }

  /** The peer may refuse or carry on, but what it does has to pass the checks. */
  static Draft allowed(Object... steps) {
    return new Draft(flat(List.of(steps)), Steps.json("{'outcome': 'either', 'level': 'MUST'}"));
  }

  /**
   * The peer refuses.
   *
   * @param strict names of the alerts that fit, in quotes and with commas between them
   * @param lenient those that can be defended
   */
  static Draft refused(String strict, String lenient, Object... steps) {
    return new Draft(
        flat(List.of(steps)),
        Steps.json(
            "{'outcome': 'reject', 'level': 'MUST', 'alerts': {'strict': [%s], 'lenient': [%s]}}"
                .formatted(strict, lenient)));
  }

  private static List<ObjectNode> flat(List<?> steps) {
    List<ObjectNode> flat = new ArrayList<>();
    for (Object step : steps) {
      if (step instanceof Collection<?> several) {
        flat.addAll(flat(List.copyOf(several)));
      } else {
        flat.add((ObjectNode) step);
      }
    }
    return flat;
  }
}
