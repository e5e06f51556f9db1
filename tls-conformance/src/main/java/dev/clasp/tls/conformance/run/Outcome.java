package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.node.ExpectAlert;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.protocol.Alert;
import java.util.List;

/** How a conversation ended, before anyone says whether that is right. */
public sealed interface Outcome {
  /** The last node is behind us, every check held. */
  record Completed() implements Outcome {}

  /** An alert came where one was expected, but another one. */
  record OtherAlert(Alert alert, ExpectAlert expected) implements Outcome {}

  /**
   * Something else came than what was waited for.
   *
   * @param waitedFor names of the alternatives
   * @param endWasExpected whether an alert or a close was among them
   */
  record Unexpected(Received received, List<String> waitedFor, boolean endWasExpected)
      implements Outcome {}

  /** Nothing came in time. */
  record Silent(List<String> waitedFor, long milliseconds) implements Outcome {}

  /** A message came that was waited for, and was wrong; or records that are none. */
  record Wrong(String node, String what) implements Outcome {}

  /** No connection could be opened. */
  record Unreachable(String why) implements Outcome {}

  /** The conversation, or we, did something that cannot be done. */
  record HarnessFault(String what) implements Outcome {}
}
