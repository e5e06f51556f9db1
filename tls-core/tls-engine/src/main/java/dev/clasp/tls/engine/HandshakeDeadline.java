package dev.clasp.tls.engine;

import java.time.Duration;

/**
 * How long a handshake may take, from the start of the connection. Against a peer that sends a byte
 * now and then and holds a connection for nothing.
 *
 * @param limit more than zero
 * @param time what it is measured with
 */
public record HandshakeDeadline(Duration limit, TimeSource time) {
  public HandshakeDeadline {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "handshake deadline: %s, expected more than zero".formatted(limit));
    }
  }
}
