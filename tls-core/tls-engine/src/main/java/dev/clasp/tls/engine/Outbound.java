package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The sending direction of a connection: what is queued goes first, then data of the application.
 * What a state would send behind our close_notify is dropped.
 */
final class Outbound {
  private final WriteHalf half;
  private final Outbox outbox;
  private final KeyUpdatePolicy keyUpdates;

  /** How much early data may still be written, in bytes. */
  private long earlyDataLeft;

  private final ConnectionListener listener;
  private long records;
  private long wireBytes;
  private long dataBytes;
  private boolean anythingWritten;
  private boolean closed;

  Outbound(CryptoProvider crypto, ConnectionOptions options, ConnectionListener listener) {
    this.listener = listener;
    half = new WriteHalf(crypto, options.padding());
    outbox = new Outbox(half, options.fragmenter());
    keyUpdates = options.keyUpdates();
  }

  /** Whether nothing is added any more; what is queued still goes out. */
  boolean isClosed() {
    return closed;
  }

  boolean hasQueued() {
    return !outbox.isEmpty();
  }

  /** Whether the peer may have heard anything of us. */
  boolean anythingWritten() {
    return anythingWritten;
  }

  /** How much early data may be written now, in bytes. */
  long earlyDataLeft() {
    return closed ? 0 : earlyDataLeft;
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

  /** Writes one record: what is queued, else application data. */
  WriteResult write(ByteBuffer plaintext, ByteBuffer wire, Handshaker handshaker)
      throws TlsException {
    if (hasQueued()) {
      return writeQueued(wire);
    }
    if (closed) {
      return WriteResult.CLOSED;
    }
    if (!plaintext.hasRemaining()) {
      return WriteResult.OK;
    }
    if (!handshaker.isEstablished()) {
      return WriteResult.NOT_READY;
    }
    if (keyUpdates.isDue(half) && half.mayUpdateKeys()) {
      Optional<HandshakeState.Connected> connected = handshaker.connected();
      if (connected.isEmpty()) {
        return WriteResult.NOT_READY; // the keys can be updated once the pending work is done
      }
      if (connected.get().canUpdateKeys()) {
        handshaker.follow(connected.get().updateKeys(false));
        return writeQueued(wire);
      }
    }
    return writeData(plaintext, wire);
  }

  private WriteResult writeData(ByteBuffer plaintext, ByteBuffer wire) throws TlsException {
    int from = plaintext.position();
    int start = wire.position();
    if (!outbox.writeRecord(ContentType.APPLICATION_DATA, RecordHeader.VERSION, plaintext, wire)) {
      return WriteResult.OVERFLOW;
    }
    dataBytes += plaintext.position() - from;
    count(wire.position() - start);
    return WriteResult.OK;
  }

  private void count(int recordLength) {
    records++;
    wireBytes += recordLength;
  }

  /** Writes one record: what is queued, else early data. */
  WriteResult writeEarlyData(ByteBuffer plaintext, ByteBuffer wire) throws TlsException {
    if (hasQueued()) {
      return writeQueued(wire);
    }
    if (closed) {
      return WriteResult.CLOSED;
    }
    if (!plaintext.hasRemaining()) {
      return WriteResult.OK;
    }
    if (earlyDataLeft == 0) {
      return WriteResult.NOT_READY;
    }
    int length = (int) Math.min(plaintext.remaining(), earlyDataLeft);
    ByteBuffer allowed = plaintext.slice(plaintext.position(), length);
    WriteResult result = writeData(allowed, wire);
    plaintext.position(plaintext.position() + allowed.position());
    earlyDataLeft -= allowed.position();
    return result;
  }

  private WriteResult writeQueued(ByteBuffer wire) throws TlsException {
    int start = wire.position();
    if (!outbox.writeRecord(wire)) {
      return WriteResult.OVERFLOW;
    }
    count(wire.position() - start);
    anythingWritten = true;
    if (closed && !hasQueued()) {
      half.destroy();
    }
    return WriteResult.OK;
  }

  void send(ContentType type, int legacyRecordVersion, Bytes content) {
    if (!closed) {
      outbox.add(type, legacyRecordVersion, content);
    }
  }

  void sendWarning(Alert alert) {
    if (!closed) {
      say(List.of(alert), Optional.empty());
    }
  }

  void changeKeys(Epoch epoch) throws LocalFault {
    earlyDataLeft = 0;
    if (!closed) {
      outbox.changeKeys(epoch);
    }
  }

  void dropKeys() throws LocalFault {
    earlyDataLeft = 0;
    if (!closed) {
      outbox.dropKeys();
    }
  }

  void offerEarlyData(long maxBytes) {
    earlyDataLeft = maxBytes;
  }

  void limit(int maxContent) {
    outbox.limit(maxContent);
  }

  /** Says these last words behind what is queued; none close without a word. */
  void close(List<Alert> lastWords) {
    closed = true;
    if (lastWords.isEmpty()) {
      outbox.clear();
    }
    say(lastWords, Optional.empty());
  }

  private void say(List<Alert> alerts, Optional<TlsException> reason) {
    outbox.add(alerts);
    alerts.forEach(alert -> listener.alertSent(alert, reason));
  }

  /**
   * "close down the connection immediately, discarding any pending writes" (RFC 5246 §7.2.1): we
   * keep none of the application's. A flight that is queued goes out first, as the peer could not
   * read the answer without the key change in it.
   */
  void answerClose() {
    if (!closed) {
      close(AlertRecords.CLOSED);
    }
  }

  /**
   * Says these last words, unless we have said some, behind the flight that is queued: without its
   * key changes the alert would go out under keys that the peer does not expect, however much the
   * driver has read before it wrote. With nothing to say drops all.
   */
  void end(List<Alert> lastWords, TlsException reason) {
    boolean silent = closed && outbox.isEmpty();
    closed = true;
    earlyDataLeft = 0;
    outbox.dropAlerts();
    if (lastWords.isEmpty()) {
      outbox.clear();
    }
    if (!silent) {
      say(lastWords, Optional.of(reason));
    }
    if (outbox.isEmpty()) {
      half.destroy();
    }
  }
}
