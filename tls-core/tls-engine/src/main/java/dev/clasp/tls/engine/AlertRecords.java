package dev.clasp.tls.engine;

import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeTimeout;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;

/**
 * The alerts we send; the only place that makes one (architecture rule A6).
 *
 * <p>The throw site of an exception has chosen the description; here it becomes an alert and no
 * choice is left.
 */
final class AlertRecords {
  /** The orderly end of our direction (RFC 9846 §6.1). */
  static final List<Alert> CLOSED = List.of(Alert.warning(AlertDescription.CLOSE_NOTIFY));

  /** The end of a handshake we no longer want: "MUST be followed by a close_notify" (§6.1). */
  static final List<Alert> CANCELED =
      List.of(
          Alert.warning(AlertDescription.USER_CANCELED),
          Alert.warning(AlertDescription.CLOSE_NOTIFY));

  private AlertRecords() {}

  /** What to say when a connection fails: nothing, after an error alert of the peer (§6.2). */
  static List<Alert> of(TlsException failure) {
    if (failure instanceof PeerAlert peer
        && peer.received().description().equals(AlertDescription.CLOSE_NOTIFY)) {
      // "Each party MUST send a close_notify alert before closing its write side" (§6.1)
      return CLOSED;
    }
    if (failure instanceof HandshakeTimeout) {
      return CANCELED; // "MUST be followed by a close_notify" (§6.1)
    }
    return failure.alert().map(Alert::fatal).map(List::of).orElse(List.of());
  }
}
