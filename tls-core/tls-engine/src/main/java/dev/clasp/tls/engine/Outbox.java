package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.record.Fragmenter;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What is to be sent and not yet written: bytes and key changes, in order.
 *
 * <p>Bounded by one flight, since nothing is read while a flight is made and {@link PeerLimits}
 * bounds the answers a peer can ask for.
 */
final class Outbox {
  private sealed interface Item permits Content, KeyChange {}

  /** Goes into records of its own: no record holds bytes of two contents (RFC 9846 §5.1). */
  private record Content(ContentType type, int legacyRecordVersion, ByteBuffer bytes)
      implements Item {}

  /** To nothing at all, behind early data that was rejected by a HelloRetryRequest. */
  private record KeyChange(Optional<Epoch> epoch) implements Item {}

  private final WriteHalf half;
  private Fragmenter fragmenter;
  private final Deque<Item> items = new ArrayDeque<>();

  Outbox(WriteHalf half, Fragmenter fragmenter) {
    this.half = half;
    this.fragmenter = fragmenter;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Queues bytes for one record, or for several if the fragmenter cuts them. */
  void add(ContentType type, int legacyRecordVersion, Bytes bytes) {
    items.add(new Content(type, legacyRecordVersion, bytes.asByteBuffer()));
  }

  /** Queues one record for each. */
  void add(List<Alert> alerts) {
    for (Alert alert : alerts) {
      add(ContentType.ALERT, RecordHeader.VERSION, alert.encoded());
    }
  }

  /** Changes the keys behind everything queued so far. */
  void changeKeys(Epoch epoch) throws LocalFault {
    items.add(new KeyChange(Optional.of(epoch)));
    applyKeyChanges();
  }

  /** Protects nothing behind everything queued so far. */
  void dropKeys() throws LocalFault {
    items.add(new KeyChange(Optional.empty()));
    applyKeyChanges();
  }

  /** Makes records hold no more than this, in bytes. */
  void limit(int maxLength) {
    fragmenter = new Fragmenter(Math.min(maxLength, fragmenter.maxLength()));
    half.limit(maxLength);
  }

  /** Forgets the alerts that were not written: the connection ends otherwise now. */
  void dropAlerts() {
    items.removeIf(item -> item instanceof Content content && content.type() == ContentType.ALERT);
  }

  /** Forgets what was not written. */
  void clear() {
    items.clear();
  }

  /**
   * Writes the next record and makes the key changes behind it.
   *
   * @return whether the record fitted; otherwise nothing was written
   */
  boolean writeRecord(ByteBuffer wire) throws LocalFault {
    if (!(items.peek() instanceof Content next)) {
      throw new IllegalStateException("outbox: nothing to write");
    }
    if (!writeRecord(next.type(), next.legacyRecordVersion(), next.bytes(), wire)) {
      return false;
    }
    if (!next.bytes().hasRemaining()) {
      items.remove();
      applyKeyChanges();
    }
    return true;
  }

  /**
   * Writes one record of bytes that were not queued, ahead of what is.
   *
   * @param content its position moves behind what the record took
   * @return whether the record fitted; otherwise nothing was written
   */
  boolean writeRecord(
      ContentType type, int legacyRecordVersion, ByteBuffer content, ByteBuffer wire)
      throws LocalFault {
    ByteBuffer fragment = fragmenter.peek(content);
    int length = fragment.remaining();
    if (wire.remaining() < half.recordLength(type, length)) {
      return false;
    }
    half.legacyRecordVersion(legacyRecordVersion);
    half.seal(type, fragment, wire);
    content.position(content.position() + length);
    return true;
  }

  /** Nothing waits before a key change at the head, so it is due. */
  private void applyKeyChanges() throws LocalFault {
    while (items.peek() instanceof KeyChange change) {
      items.remove();
      if (change.epoch().isPresent()) {
        half.changeKeys(change.epoch().get());
      } else {
        half.dropKeys();
      }
    }
  }
}
