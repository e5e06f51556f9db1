package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.peer.Capture;
import java.util.Optional;

/**
 * What helps to look into a result, besides what was sent and received.
 *
 * @param conversation a conversation file that shows the same by itself; empty where a shipped one
 *     does
 * @param capture the octets on the wire and their keys; empty where nothing failed
 */
public record Evidence(Optional<String> conversation, Optional<Capture> capture) {
  public static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty());

  /** With a conversation file. */
  public Evidence with(String file) {
    return new Evidence(Optional.of(file), capture);
  }
}
