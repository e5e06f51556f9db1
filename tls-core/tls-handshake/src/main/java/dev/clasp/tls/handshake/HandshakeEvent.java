package dev.clasp.tls.handshake;

import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SuiteParameters;
import java.util.Optional;

/** Something the application may want to know, in the order it happened. */
public sealed interface HandshakeEvent {
  /**
   * The hellos are exchanged.
   *
   * @param group of the key exchange; empty without one
   */
  record Negotiated(ProtocolVersion version, SuiteParameters suite, Optional<NamedGroup> group)
      implements HandshakeEvent {}

  /** Both Finished are sent and checked: the connection is authenticated and complete. */
  record HandshakeComplete() implements HandshakeEvent {}
}
