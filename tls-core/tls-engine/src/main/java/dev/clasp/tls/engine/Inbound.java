package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;

/**
 * The receiving direction of a connection: opens records and hands on what is in them, to the
 * handshake or to the application.
 */
final class Inbound {
  private final ReadHalf half;
  private final Handshaker handshaker;
  private final PeerCounters counters;
  private final Outbound outbound;
  private final EarlyDataIn early = new EarlyDataIn();
  private boolean anythingRead;
  private boolean closed;

  /**
   * @param outbound answers a close_notify in TLS 1.2
   */
  Inbound(CryptoProvider crypto, Handshaker handshaker, PeerCounters counters, Outbound outbound) {
    this.half = new ReadHalf(crypto);
    this.handshaker = handshaker;
    this.counters = counters;
    this.outbound = outbound;
  }

  /** Whether nothing will be read any more. */
  boolean isClosed() {
    return closed;
  }

  /** Whether the peer has said something else than application data. */
  boolean anythingRead() {
    return anythingRead;
  }

  /** Reads one record. */
  ReadResult read(ByteBuffer wire, ByteBuffer plaintext) throws TlsException {
    if (early.isOpen()) {
      return readEarly(wire);
    }
    int start = plaintext.position();
    ReadOutcome outcome = half.open(wire, plaintext);
    if (outcome instanceof Fragment fragment) {
      return take(fragment);
    }
    return switch ((ReadOutcome.Plain) outcome) {
      case UNDERFLOW -> ReadResult.UNDERFLOW;
      case OVERFLOW -> {
        requireApplicationData();
        yield ReadResult.OVERFLOW;
      }
      case APPLICATION_DATA -> {
        takeApplicationData(plaintext, start);
        yield ReadResult.OK;
      }
      case SKIPPED -> ReadResult.OK;
    };
  }

  /** Early data goes into a buffer of ours, so that nobody takes it for other data. */
  private ReadResult readEarly(ByteBuffer wire) throws TlsException {
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    ReadOutcome outcome = half.open(wire, plaintext);
    if (outcome instanceof Fragment fragment) {
      return take(fragment);
    }
    if (outcome == ReadOutcome.Plain.UNDERFLOW) {
      return ReadResult.UNDERFLOW;
    }
    if (outcome == ReadOutcome.Plain.APPLICATION_DATA) {
      handshaker.requireNoPartialMessage();
      counters.applicationData(plaintext.position());
      early.add(plaintext.flip());
    }
    return ReadResult.OK;
  }

  /** Moves early data that has come. */
  int takeEarlyData(ByteBuffer target) {
    return early.read(target);
  }

  private void takeApplicationData(ByteBuffer plaintext, int start) throws TlsException {
    int end = plaintext.position();
    plaintext.position(start); // the application gets nothing it must not have
    requireApplicationData();
    counters.applicationData(end - start);
    plaintext.position(end);
  }

  private void requireApplicationData() throws TlsException {
    handshaker.requireNoPartialMessage();
    if (!handshaker.isEstablished()) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5", 5),
          "record: application_data before the handshake is complete");
    }
  }

  private ReadResult take(Fragment fragment) throws TlsException {
    anythingRead = true;
    switch (fragment.type()) {
      case HANDSHAKE -> handshaker.take(fragment.content());
      case ALERT -> take(Alert.decode(fragment.content()));
      case CHANGE_CIPHER_SPEC -> handshaker.takeChangeCipherSpec(fragment.content());
      case APPLICATION_DATA -> throw new AssertionError("the record layer delivers it otherwise");
    }
    return closed ? ReadResult.CLOSED : ReadResult.OK;
  }

  /** Whether the level says anything is the state's to know. */
  private void take(Alert alert) throws TlsException {
    AlertDescription description = alert.description();
    if (!description.isClosure() && alert.isWarning()) {
      handshaker.takeWarning(alert);
      return;
    }
    if (!description.isClosure()) {
      // Even inside a handshake message: the peer has gone, no answer of ours would matter.
      throw new PeerAlert(alert);
    }
    handshaker.requireNoPartialMessage();
    if (description.equals(AlertDescription.USER_CANCELED)) {
      // "SHOULD continue to read data from the peer until a close_notify is received" (§6.1)
      counters.warning();
      return;
    }
    if (!handshaker.isEstablished()) {
      throw new PeerAlert(alert); // orderly or not, the handshake has failed
    }
    close();
    if (handshaker.connected().map(HandshakeState.Connected::closesBothDirections).orElse(false)) {
      outbound.answerClose();
    }
  }

  void changeKeys(Epoch epoch) {
    early.close();
    half.changeKeys(epoch);
  }

  void skipEarlyData(long maxBytes) {
    half.skipEarlyData(maxBytes);
  }

  void acceptEarlyData(long maxBytes) {
    early.open(maxBytes);
  }

  void limit(int maxContent) {
    half.limit(maxContent);
  }

  /** Reads nothing more; early data that has come can still be taken. */
  void close() {
    closed = true;
    half.destroy();
  }

  /** As {@link #close}, and forgets the early data. */
  void end() {
    early.clear();
    close();
  }
}
