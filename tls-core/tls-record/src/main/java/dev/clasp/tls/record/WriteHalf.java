package dev.clasp.tls.record;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.LocalFault;
import java.nio.ByteBuffer;

/**
 * The sending direction of a record layer: keys, sequence number, padding, limits (RFC 9846 §5).
 * Sans-IO. Not thread-safe.
 *
 * <p>Starts without protection. {@link #seal} keeps the rules; {@link #sealAs} keeps none and is
 * for peers that break them on purpose.
 */
public final class WriteHalf {
  /** Records of every key's limit kept for the alert that ends the connection. */
  private static final int RESERVED_FOR_ALERTS = 2;

  private final CryptoProvider crypto;
  private final PaddingPolicy padding;
  private final PlaintextRecords unprotected = new PlaintextRecords();
  private RecordSealer sealer = unprotected;
  private SequenceNumber sequence = SequenceNumber.zero();
  private int legacyRecordVersion = RecordHeader.VERSION;
  private long applicationEpochs;
  private int maxContent = RecordLimits.MAX_PLAINTEXT;

  public WriteHalf(CryptoProvider crypto, PaddingPolicy padding) {
    this(crypto, padding, 0);
  }

  WriteHalf(CryptoProvider crypto, PaddingPolicy padding, long applicationEpochs) {
    this.crypto = crypto;
    this.padding = padding;
    this.applicationEpochs = applicationEpochs;
  }

  /**
   * Protects all that follows with these keys, from sequence number 0 (RFC 9846 §5.3).
   *
   * @throws LocalFault {@code internal_error} past {@link RecordLimits#MAX_SENDER_EPOCH} (§4.7.3)
   */
  public void changeKeys(Epoch epoch) throws LocalFault {
    if (epoch instanceof Epoch13 epoch13 && epoch13.kind() == Epoch13.Kind.APPLICATION) {
      if (!mayUpdateKeys()) {
        throw new LocalFault(
            AlertDescription.INTERNAL_ERROR,
            "write keys: epoch would exceed 2^48-1 (RFC 9846 §4.7.3)");
      }
      applicationEpochs++;
    }
    sealer = RecordSealer.of(epoch, crypto);
    sequence = SequenceNumber.zero();
  }

  /**
   * Sends all that follows in the clear again: a second ClientHello behind early data that a
   * HelloRetryRequest rejected (RFC 9846 §4.3.10).
   */
  public void dropKeys() {
    sealer = unprotected;
    sequence = SequenceNumber.zero();
  }

  /** Whether the limit on epochs leaves room for one more (RFC 9846 §4.7.3). */
  public boolean mayUpdateKeys() {
    return applicationEpochs <= RecordLimits.MAX_SENDER_EPOCH; // the first has number 0
  }

  /**
   * Pads records no further than to this (RFC 8449 §4: the limit includes padding).
   *
   * @param newMaxContent bytes of content and padding, 1 to 2^14
   */
  public void limit(int newMaxContent) {
    maxContent = newMaxContent;
  }

  /** Whether write keys are in place. */
  public boolean isProtected() {
    return sealer != unprotected;
  }

  /** How many more records the current keys may seal (RFC 9846 §5.5). */
  public long recordsLeft() {
    return sealer.recordLimit() - sequence.count();
  }

  /** How many records the current keys have sealed. */
  public long recordsSealed() {
    return sequence.count();
  }

  /**
   * Writes this version in the records that follow, {@link RecordHeader#VERSION} until then.
   *
   * @param version 0 to 0xFFFF; only {@link RecordHeader#INITIAL_CLIENT_HELLO_VERSION} is another
   *     that may be sent (RFC 9846 §5.1)
   */
  public void legacyRecordVersion(int version) {
    legacyRecordVersion = version;
  }

  /** The size of the whole record that {@link #seal} writes, in bytes. */
  public int recordLength(ContentType type, int contentLength) {
    return header(type, contentLength).recordLength();
  }

  /**
   * Writes one record, padded as the policy says, and moves both positions.
   *
   * <p>A change_cipher_spec of TLS 1.3 is never protected (RFC 9846 §5).
   *
   * @param content all that remains, at most {@link RecordLimits#MAX_PLAINTEXT} bytes; empty for
   *     application data only (§5.1)
   * @param wire with {@link #recordLength} bytes of room
   * @throws LocalFault {@code internal_error} when the keys reached their limit (§5.5, §5.3)
   * @throws IllegalArgumentException on content that must not be sent, or too little room
   * @throws IllegalStateException on application data without protection (§5.1)
   */
  public void seal(ContentType type, ByteBuffer content, ByteBuffer wire) throws LocalFault {
    requireSendable(type, content.remaining());
    int length = content.remaining();
    RecordHeader header = header(type, length);
    if (isBare(type)) {
      unprotected.seal(0, header, type.value(), content, 0, wire);
      return;
    }
    if (recordsLeft() <= (type == ContentType.ALERT ? 0 : RESERVED_FOR_ALERTS)) {
      throw new LocalFault(
          AlertDescription.INTERNAL_ERROR,
          "write keys: limit of %d records reached, expected a key change (RFC 9846 §5.5)"
              .formatted(sealer.recordLimit()));
    }
    sealer.seal(sequence.value(), header, type.value(), content, padding(type, length), wire);
    sequence.advance();
  }

  /**
   * Writes one record with exactly this header under the current keys, whatever rule it breaks.
   *
   * @param header may lie about type, version and length
   * @param type of the content under the protection, 0 to 255
   * @param content all that remains, of any length
   * @param padding zero bytes behind the type; without protection there are none
   * @throws LocalFault {@code internal_error} when the sequence number would wrap (§5.3)
   */
  public void sealAs(
      RecordHeader header, int type, ByteBuffer content, int padding, ByteBuffer wire)
      throws LocalFault {
    sealer.seal(sequence.value(), header, type, content, padding, wire);
    sequence.advance();
  }

  /** Numbers the next record as told; for peers that leave out or repeat numbers on purpose. */
  public void continueAt(SequenceNumber next) {
    sequence = next;
  }

  /** The true header of a record with this content type, to change and give to {@link #sealAs}. */
  public RecordHeader header(int type, int contentLength, int padding) {
    return new RecordHeader(
        sealer.outerType(type), legacyRecordVersion, sealer.bodyLength(contentLength, padding));
  }

  /** Forgets the keys; every later use throws {@link IllegalStateException}. */
  public void destroy() {
    sealer = new DestroyedRecords();
  }

  private RecordHeader header(ContentType type, int contentLength) {
    if (isBare(type)) {
      return new RecordHeader(type.value(), legacyRecordVersion, contentLength);
    }
    return header(type.value(), contentLength, padding(type, contentLength));
  }

  private boolean isBare(ContentType type) {
    return type == ContentType.CHANGE_CIPHER_SPEC && !sealer.protectsChangeCipherSpec();
  }

  /** "the total stays within record size limits" (RFC 9846 §5.2). */
  private int padding(ContentType type, int contentLength) {
    int wanted = padding.padding(type, contentLength);
    return Math.max(0, Math.min(wanted, maxContent - contentLength));
  }

  private void requireSendable(ContentType type, int length) {
    if (length > RecordLimits.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "content: %d bytes, expected at most %d (RFC 9846 §5.1)"
              .formatted(length, RecordLimits.MAX_PLAINTEXT));
    }
    if (length == 0 && type != ContentType.APPLICATION_DATA) {
      throw new IllegalArgumentException("content: empty " + type + " (RFC 9846 §5.4)");
    }
    if (type == ContentType.APPLICATION_DATA && !isProtected()) {
      throw new IllegalStateException("application data before any write keys (RFC 9846 §5.1)");
    }
  }
}
