package dev.clasp.tls.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * The handshake was not complete in time. Nothing was broken, so the alert is that of a handshake
 * canceled "for some reason unrelated to a protocol failure" (RFC 9846 §6.1).
 */
public final class HandshakeTimeout extends TlsException {
  private static final long serialVersionUID = 1L;

  /**
   * @param deadline how long it may take
   */
  public HandshakeTimeout(Duration deadline) {
    super(
        Optional.of(AlertDescription.USER_CANCELED),
        Optional.of(Rfc.rfc9846("6.1")),
        "handshake: not complete after %d ms".formatted(deadline.toMillis()),
        Optional.empty());
  }
}
