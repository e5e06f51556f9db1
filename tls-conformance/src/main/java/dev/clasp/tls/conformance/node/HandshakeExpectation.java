package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;

/** Takes one handshake message and adds it to the transcript before or after a check. */
record HandshakeExpectation<T extends HandshakeMessage>(
    HandshakeType type, Class<T> shape, boolean inTranscript, Check<T> before, Check<T> after)
    implements Node.Expectation {

  /** Looks at a message. */
  @FunctionalInterface
  interface Check<T> {
    void check(Peer peer, T message) throws CheckFailed, TlsException, ScriptException;
  }

  /** A message that is checked against the transcript before it, and then acts behind it. */
  static <T extends HandshakeMessage> HandshakeExpectation<T> of(
      HandshakeType type, Class<T> shape, Check<T> before, Check<T> after) {
    return new HandshakeExpectation<>(type, shape, true, before, after);
  }

  static <T extends HandshakeMessage> HandshakeExpectation<T> of(
      HandshakeType type, Class<T> shape, Check<T> check) {
    return of(type, shape, check, (peer, message) -> {});
  }

  /** A message after the handshake. */
  static <T extends HandshakeMessage> HandshakeExpectation<T> postHandshake(
      HandshakeType type, Class<T> shape, Check<T> check) {
    return new HandshakeExpectation<>(type, shape, false, check, (peer, message) -> {});
  }

  @Override
  public boolean matches(Received received) {
    return received instanceof Received.Handshake handshake && handshake.frame().type() == type;
  }

  @Override
  public void take(Peer peer, Received received) throws CheckFailed, TlsException, ScriptException {
    T message = shape.cast(codec(peer).decode(((Received.Handshake) received).frame()));
    before.check(peer, message);
    if (inTranscript) {
      peer.transcript().add(((Received.Handshake) received).frame().raw());
    }
    after.check(peer, message);
  }

  private static HandshakeCodec codec(Peer peer) {
    return peer.isTls12() ? HandshakeCodecs.TLS12 : HandshakeCodecs.TLS13;
  }

  static <T extends HandshakeMessage> T decode(Received received, Class<T> shape)
      throws TlsException {
    return shape.cast(HandshakeCodecs.TLS13.decode(((Received.Handshake) received).frame()));
  }
}
