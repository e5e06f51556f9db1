package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.ActionSink;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/**
 * Feeds a handshake state and follows the steps it answers with. Knows neither role nor version.
 */
final class Handshaker {
  private static final Bytes CHANGE_CIPHER_SPEC = Bytes.of(1);

  private final ActionSink sink;
  private final PeerCounters counters;
  private final HandshakeDeframer messages;
  private final Runnable whenEstablished;
  private HandshakeState state;
  private boolean established;

  /**
   * @param whenEstablished told once, when the handshake is complete
   */
  Handshaker(
      HandshakeState initial,
      ActionSink sink,
      PeerCounters counters,
      int maxMessage,
      Runnable whenEstablished) {
    this.state = initial;
    this.sink = sink;
    this.counters = counters;
    this.messages = new HandshakeDeframer(maxMessage);
    this.whenEstablished = whenEstablished;
  }

  /** Whether the handshake was complete once. */
  boolean isEstablished() {
    return established;
  }

  boolean hasEnded() {
    return state instanceof Ended;
  }

  Optional<PendingWork> pendingWork() {
    return state instanceof HandshakeState.Working working
        ? Optional.of(working.work())
        : Optional.empty();
  }

  /** The state that can update keys: the handshake is complete and waits for no work. */
  Optional<HandshakeState.Connected> connected() {
    return state instanceof HandshakeState.Connected connected
        ? Optional.of(connected)
        : Optional.empty();
  }

  /** False in the midst of messages that must come without interruption. */
  boolean takesApplicationData() {
    return connected().map(HandshakeState.Connected::takesApplicationData).orElse(true);
  }

  /** Does what a state answered, in order: bytes and key changes. */
  void follow(Step step) throws TlsException {
    for (Action action : step.actions()) {
      action.applyTo(sink);
    }
    state = step.next();
    if (!established && state instanceof HandshakeState.Connected) {
      established = true;
      whenEstablished.run();
    }
  }

  /** Goes on where work was waited for. */
  void resume(Step result) throws TlsException {
    follow(result);
    advance(); // messages may have come in one record with what the work was for
  }

  /** Takes the content of a handshake record. */
  void take(Bytes fragment) throws TlsException {
    if (!established) {
      counters.handshakeBytes(fragment.size());
    }
    messages.add(fragment);
    advance();
  }

  void takeChangeCipherSpec(Bytes content) throws TlsException {
    RecordBoundary boundary = requireNoPartialMessage();
    if (!content.equals(CHANGE_CIPHER_SPEC)) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5", 2),
          "change_cipher_spec: %d bytes, expected the single byte 0x01".formatted(content.size()));
    }
    counters.changeCipherSpec();
    if (state instanceof HandshakeState.Receiving receiving) {
      follow(receiving.onChangeCipherSpec(boundary));
    }
  }

  /** Takes an alert of level warning that closes nothing. */
  void takeWarning(Alert alert) throws TlsException {
    if (!(state instanceof HandshakeState.Receiving receiving)) {
      throw new PeerAlert(alert);
    }
    Step step = receiving.onWarning(alert);
    counters.warning();
    follow(step);
  }

  /**
   * Allows a record of another type only between handshake messages.
   *
   * @throws RecordException {@code unexpected_message} (RFC 9846 §5.1)
   */
  RecordBoundary requireNoPartialMessage() throws RecordException {
    return RecordBoundary.between(messages);
  }

  /** Ends with a fatal alert: what must not be resumed goes too. */
  void fail() {
    state.onFatalAlert();
    end();
  }

  /** Forgets the state and its secrets. */
  void end() {
    state = new Ended();
  }

  /** Feeds whole handshake messages to the state until it stops receiving or none is left. */
  private void advance() throws TlsException {
    while (state instanceof HandshakeState.Receiving receiving) {
      Optional<HandshakeFrame> polled = messages.poll();
      if (polled.isEmpty()) {
        return;
      }
      HandshakeFrame frame = polled.get();
      if (established) {
        counters.postHandshake(frame);
      }
      // The state knows its version and its clauses, we do not.
      follow(receiving.receive(frame));
    }
  }
}
