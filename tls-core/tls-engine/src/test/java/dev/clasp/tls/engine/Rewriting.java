package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A state that sends something else than the one it wraps: a connection cannot tell.
 *
 * @param rewriter of the messages of each Send, framed
 */
record Rewriting(HandshakeState.Receiving inner, UnaryOperator<Bytes> rewriter)
    implements HandshakeState.Receiving {
  /** The same step with its messages rewritten, and all that follow. */
  static Step of(Step step, UnaryOperator<Bytes> rewriter) {
    List<Action> actions =
        step.actions().stream()
            .map(
                action ->
                    action instanceof Action.Send send
                        ? new Action.Send(rewriter.apply(send.messages()))
                        : action)
            .toList();
    return new Step(wrap(step.next(), rewriter), actions);
  }

  private static HandshakeState wrap(HandshakeState state, UnaryOperator<Bytes> rewriter) {
    if (state instanceof HandshakeState.Connected) {
      return state;
    }
    if (state instanceof HandshakeState.Working working) {
      PendingWork work = working.work();
      return new HandshakeState.Working(
          new PendingWork(work.description(), () -> of(work.run(), rewriter)));
    }
    return new Rewriting((HandshakeState.Receiving) state, rewriter);
  }

  @Override
  public Set<HandshakeType> expects() {
    return inner.expects();
  }

  @Override
  public HandshakeCodec codec() {
    return inner.codec();
  }

  @Override
  public UnexpectedMessage refusal(HandshakeType found) {
    return inner.refusal(found);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    return of(inner.on(incoming), rewriter);
  }

  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    return of(inner.onChangeCipherSpec(boundary), rewriter);
  }
}
