package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * Wraps the states of a handshake, so that an {@link Observer} learns what each receives and
 * answers. The handshake behaves as it does without.
 */
public final class ObservedHandshake {
  private final Observer observer;

  /** How our own messages decode: as the peer's do that the state behind them waits for. */
  private HandshakeCodec codec = HandshakeCodecs.HELLO;

  private ObservedHandshake(Observer observer) {
    this.observer = observer;
  }

  /** The first step of a handshake, and through it all that follow. */
  public static Step of(Step first, Observer observer) {
    return new ObservedHandshake(observer).observed(first);
  }

  private Step observed(Step step) {
    if (step.next() instanceof HandshakeState.Receiving receiving) {
      codec = receiving.codec();
    }
    step.actions().forEach(this::note);
    return new Step(observed(step.next()), step.actions());
  }

  private HandshakeState observed(HandshakeState state) {
    if (state instanceof HandshakeState.Working working) {
      PendingWork work = working.work();
      return new HandshakeState.Working(
          new PendingWork(work.description(), () -> observedResult(work)));
    }
    if (state instanceof HandshakeState.Connected connected) {
      return new ObservedConnected(connected);
    }
    return new ObservedReceiving((HandshakeState.Receiving) state);
  }

  private Step observedResult(PendingWork work) throws TlsException {
    Step result = work.run();
    observer.note(new Happening.Worked(work.description()));
    return observed(result);
  }

  private void note(Action action) {
    if (action instanceof Action.Send send) {
      noteSent(send.messages());
    } else if (action instanceof Action.SendChangeCipherSpec) {
      observer.note(new Happening.ChangeCipherSpecSent());
    } else if (action instanceof Action.ChangeReadKeys change) {
      observer.note(new Happening.ReadKeysChanged(copy(change.epoch())));
    } else if (action instanceof Action.ChangeWriteKeys change) {
      observer.note(new Happening.WriteKeysChanged(copy(change.epoch())));
    } else if (action instanceof Action.SendWarning warning) {
      observer.note(new Happening.AlertSent(Alert.warning(warning.description())));
    } else if (action instanceof Action.Report report) {
      observer.note(new Happening.Reported(report.event()));
    }
  }

  /** A copy that outlives the connection, which destroys its own. */
  private static Epoch copy(Epoch epoch) {
    if (epoch instanceof Epoch13 keys) {
      return new Epoch13(keys.kind(), keys.suite(), copy(keys.trafficSecret()));
    }
    Epoch12 keys = (Epoch12) epoch;
    return new Epoch12(
        keys.suite(),
        copy(keys.macKey()),
        copy(keys.encKey()),
        copy(keys.fixedIv()),
        keys.encryptThenMac());
  }

  private static Secret copy(Secret secret) {
    return secret.slice(0, secret.size());
  }

  private void noteSent(Bytes messages) {
    try {
      HandshakeDeframer deframer = new HandshakeDeframer();
      deframer.add(messages);
      for (Optional<HandshakeFrame> frame = deframer.poll();
          frame.isPresent();
          frame = deframer.poll()) {
        observer.note(
            new Happening.Sent(
                frame.get().raw(), decoded(frame.get(), codec), frame.get().endsRecord()));
      }
    } catch (TlsException e) {
      throw new IllegalStateException("we sent what is no handshake message", e);
    }
  }

  private static Optional<HandshakeMessage> decoded(HandshakeFrame frame, HandshakeCodec codec) {
    try {
      return Optional.of(codec.decode(frame));
    } catch (TlsException e) {
      return Optional.empty(); // the state that gets it says why
    }
  }

  private Step received(HandshakeState.Receiving inner, HandshakeFrame frame) throws TlsException {
    Optional<HandshakeMessage> message =
        inner.expects().contains(frame.type()) ? decoded(frame, inner.codec()) : Optional.empty();
    observer.note(new Happening.Received(frame.raw(), message, inner.getClass().getSimpleName()));
    return observed(inner.receive(frame));
  }

  private Step changeCipherSpecReceived(HandshakeState.Receiving inner, RecordBoundary boundary)
      throws TlsException {
    observer.note(new Happening.ChangeCipherSpecReceived());
    return observed(inner.onChangeCipherSpec(boundary));
  }

  private class ObservedReceiving implements HandshakeState.Receiving {
    private final HandshakeState.Receiving inner;

    ObservedReceiving(HandshakeState.Receiving inner) {
      this.inner = inner;
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
    public Step receive(HandshakeFrame frame) throws TlsException {
      return received(inner, frame);
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      return received(inner, incoming.frame());
    }

    @Override
    public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      return changeCipherSpecReceived(inner, boundary);
    }

    @Override
    public Step onWarning(Alert alert) throws TlsException {
      observer.note(new Happening.AlertReceived(alert));
      return observed(inner.onWarning(alert));
    }

    @Override
    public void onFatalAlert() {
      inner.onFatalAlert();
    }
  }

  private final class ObservedConnected extends ObservedReceiving
      implements HandshakeState.Connected {
    private final HandshakeState.Connected inner;

    ObservedConnected(HandshakeState.Connected inner) {
      super(inner);
      this.inner = inner;
    }

    @Override
    public Step updateKeys(boolean requestPeer) throws TlsException {
      return observed(inner.updateKeys(requestPeer));
    }

    @Override
    public boolean canUpdateKeys() {
      return inner.canUpdateKeys();
    }

    @Override
    public boolean canRequestCertificate() {
      return inner.canRequestCertificate();
    }

    @Override
    public Step requestCertificate() throws TlsException {
      return observed(inner.requestCertificate());
    }

    @Override
    public boolean canSendTicket() {
      return inner.canSendTicket();
    }

    @Override
    public Step sendTicket() throws TlsException {
      return observed(inner.sendTicket());
    }

    @Override
    public boolean takesApplicationData() {
      return inner.takesApplicationData();
    }

    @Override
    public boolean closesBothDirections() {
      return inner.closesBothDirections();
    }
  }
}
