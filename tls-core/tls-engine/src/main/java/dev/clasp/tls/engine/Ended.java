package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.protocol.HandshakeType;
import java.util.Set;

/** Takes the place of the state when a connection is over, so that its secrets are not held. */
record Ended() implements HandshakeState.Receiving {
  @Override
  public Set<HandshakeType> expects() {
    return Set.of();
  }

  @Override
  public HandshakeCodec codec() {
    throw over();
  }

  @Override
  public Step on(Incoming incoming) {
    throw over();
  }

  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) {
    throw over();
  }

  private static IllegalStateException over() {
    return new IllegalStateException("connection is over");
  }
}
