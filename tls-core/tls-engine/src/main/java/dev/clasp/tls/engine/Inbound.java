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
  private final ConnectionListener listener;
  private long records;
  private long wireBytes;
  private long dataBytes;
  private boolean anythingRead;
  private boolean closed;

  /**
   * @param outbound answers a close_notify in TLS 1.2
   */
  Inbound(
      CryptoProvider crypto,
      Handshaker handshaker,
      PeerCounters counters,
      Outbound outbound,
      ConnectionListener listener) {
    this.half = new ReadHalf(crypto);
    this.handshaker = handshaker;
    this.counters = counters;
    this.outbound = outbound;
    this.listener = listener;
  }

  /** Whether nothing will be read any more. */
  boolean isClosed() {
    return closed;
  }

  /** Whether the peer has said something else than application data. */
  boolean anythingRead() {
    return anythingRead;
  }

  long records() {
    return records;
  }

  long wireBytes() {
    return wireBytes;
  }

  long dataBytes() {
    return dataBytes;
  }

  /** Reads one record. */
  ReadResult read(ByteBuffer wire, ByteBuffer plaintext) throws TlsException {
    if (early.isOpen()) {
      return readEarly(wire);
    }
    int start = plaintext.position();
    ReadOutcome outcome = open(wire, plaintext);
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
      case SKIPPED -> {
        counters.handshakeRecord();
        yield ReadResult.OK;
      }
    };
  }

  private ReadOutcome open(ByteBuffer wire, ByteBuffer plaintext) throws TlsException {
    int start = wire.position();
    ReadOutcome outcome = half.open(wire, plaintext);
    int length = wire.position() - start;
    if (length > 0) {
      records++;
      wireBytes += length;
    }
    return outcome;
  }

  /** Early data goes into a buffer of ours, so that nobody takes it for other data. */
  private ReadResult readEarly(ByteBuffer wire) throws TlsException {
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    ReadOutcome outcome = open(wire, plaintext);
    if (outcome instanceof Fragment fragment) {
      return take(fragment);
    }
    if (outcome == ReadOutcome.Plain.UNDERFLOW) {
      return ReadResult.UNDERFLOW;
    }
    if (outcome == ReadOutcome.Plain.APPLICATION_DATA) {
      handshaker.requireNoPartialMessage();
      counters.applicationData(plaintext.position());
      dataBytes += plaintext.position();
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
    dataBytes += end - start;
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
    if (!handshaker.takesApplicationData()) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("4.7.2", 5),
          "record: application_data in the midst of the client's Certificate, CertificateVerify and"
              + " Finished");
    }
  }

  private ReadResult take(Fragment fragment) throws TlsException {
    anythingRead = true;
    if (!handshaker.isEstablished()) {
      counters.handshakeRecord();
    }
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
    listener.alertReceived(alert);
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
