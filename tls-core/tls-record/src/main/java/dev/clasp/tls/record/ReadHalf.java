package dev.clasp.tls.record;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The receiving direction of a record layer: keys, sequence number, and the rules for what may come
 * (RFC 9846 §5). Sans-IO. Not thread-safe.
 *
 * <p>Starts without protection. After an exception the connection is over, and the half must not be
 * used again.
 */
public final class ReadHalf {
  private final CryptoProvider crypto;
  private final PlaintextRecords unprotected = new PlaintextRecords();
  private RecordOpener opener = unprotected;
  private SequenceNumber sequence = SequenceNumber.zero();

  /** Whether the peer may not have keys yet, and so can complain in plaintext only. */
  private boolean allowsPlaintextAlert;

  private int maxContent = RecordLimits.MAX_PLAINTEXT;

  /** What is left of the early data to skip, in bytes of record bodies; negative: not skipping. */
  private long skippable = -1;

  public ReadHalf(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** Expects all that follows under these keys, from sequence number 0 (RFC 9846 §5.3). */
  public void changeKeys(Epoch epoch) {
    opener = RecordOpener.of(epoch, crypto);
    sequence = SequenceNumber.zero();
    allowsPlaintextAlert =
        epoch instanceof Epoch13 epoch13 && epoch13.kind() == Epoch13.Kind.HANDSHAKE;
  }

  /** Whether read keys are in place. */
  public boolean isProtected() {
    return opener != unprotected;
  }

  /** Refuses records with more content than this, in bytes (RFC 6066 §4, RFC 8449 §4). */
  public void limit(int newMaxContent) {
    maxContent = newMaxContent;
  }

  /**
   * Drops early data we rejected (RFC 9846 §4.3.10): while there are no keys, records of type
   * application_data up to the next handshake record; under keys, records that do not open up to
   * the first that does.
   *
   * @param maxBytes of record bodies; beyond, such a record is the error it would otherwise be
   */
  public void skipEarlyData(long maxBytes) {
    skippable = maxBytes;
  }

  /**
   * Reads one record.
   *
   * <p>Application data is decrypted to {@code plaintext}, whose position moves behind it. When the
   * buffer cannot take the whole inner plaintext, a temporary one does; the buffer need only hold
   * the content. During a handshake it may be empty. Bytes beyond the position are undefined
   * afterwards. {@code wire} moves behind the record, or not at all on {@code UNDERFLOW} and {@code
   * OVERFLOW}; a header that breaks a rule is refused before its body has come.
   *
   * @param wire received bytes; the record is contiguous in it
   * @param plaintext for application data; must not overlap {@code wire}
   * @throws TlsException {@code record_overflow}, {@code unexpected_message}, {@code
   *     bad_record_mac} as the clauses of §5 say
   */
  public ReadOutcome open(ByteBuffer wire, ByteBuffer plaintext) throws TlsException {
    Optional<RecordHeader> peeked = RecordHeader.peek(wire);
    if (peeked.isEmpty()) {
      return ReadOutcome.Plain.UNDERFLOW;
    }
    RecordHeader header = peeked.get();
    boolean skip = skipsUnopened(header);
    RecordOpener protection = skip ? opener : protectionOf(header);
    if (!skip) {
      protection.check(header);
    }
    if (wire.remaining() < header.recordLength()) {
      return ReadOutcome.Plain.UNDERFLOW;
    }
    if (skip) {
      return skip(wire, header);
    }
    ByteBuffer body = wire.slice(wire.position() + RecordHeader.LENGTH, header.length());
    return open(protection, header, body, wire, plaintext);
  }

  /** Forgets the keys; every later use throws {@link IllegalStateException}. */
  public void destroy() {
    opener = new DestroyedRecords();
    allowsPlaintextAlert = false;
    skippable = -1;
  }

  private ReadOutcome open(
      RecordOpener protection,
      RecordHeader header,
      ByteBuffer body,
      ByteBuffer wire,
      ByteBuffer plaintext)
      throws TlsException {
    int room = protection.roomFor(header);
    boolean direct = plaintext.remaining() >= room;
    ByteBuffer target = direct ? plaintext : ByteBuffer.allocate(room);
    int start = target.position();
    ContentType type;
    try {
      type = protection.open(sequence.value(), header, body, target);
    } catch (RecordException e) {
      if (maySkip(header)) {
        return skip(wire, header);
      }
      throw e;
    }
    int length = target.position() - start;
    requireWithinLimit(length);

    ReadOutcome outcome = ReadOutcome.Plain.APPLICATION_DATA;
    if (type != ContentType.APPLICATION_DATA) {
      // TLS 1.3 hides the type until here; what is not for the application moves out again.
      outcome = new Fragment(type, bytes(target, start, length), protection != unprotected);
      target.position(start);
    } else if (!direct) {
      if (plaintext.remaining() < length) {
        return ReadOutcome.Plain.OVERFLOW; // the next attempt opens the same record again
      }
      plaintext.put(target.flip());
    }
    if (protection == opener) {
      sequence.advance();
    }
    accepted(type, protection);
    wire.position(wire.position() + header.recordLength());
    return outcome;
  }

  /**
   * "treat receipt of a record larger than its advertised limit as a fatal error, and generate a
   * "record_overflow" alert" (RFC 8449 §4).
   */
  private void requireWithinLimit(int length) throws RecordException {
    if (length > maxContent) {
      throw new RecordException(
          AlertDescription.RECORD_OVERFLOW,
          Rfc.rfc(8449, "4", 6),
          "record: %d bytes of content, our limit is %d".formatted(length, maxContent));
    }
  }

  /**
   * What protects the record. "it is necessary to detect this condition prior to attempting to
   * deprotect the record" (RFC 9846 §5) is about change_cipher_spec. An alert may be unprotected
   * until the peer has shown that it has keys: "as plaintext if no such key has been established"
   * (§7.3).
   */
  private RecordOpener protectionOf(RecordHeader header) {
    boolean bare =
        header.is(ContentType.CHANGE_CIPHER_SPEC)
            ? !opener.protectsChangeCipherSpec()
            : allowsPlaintextAlert && header.is(ContentType.ALERT);
    return bare ? unprotected : opener;
  }

  private void accepted(ContentType type, RecordOpener protection) {
    if (protection != unprotected) {
      allowsPlaintextAlert = false;
      skippable = -1; // "the start of the client's second flight" (§4.3.10)
    } else if (type == ContentType.HANDSHAKE) {
      skippable = -1; // the second ClientHello, after a HelloRetryRequest
    }
  }

  private boolean skipsUnopened(RecordHeader header) {
    return !isProtected() && maySkip(header);
  }

  private boolean maySkip(RecordHeader header) {
    return header.is(ContentType.APPLICATION_DATA)
        && header.length() <= RecordLimits.MAX_CIPHERTEXT
        && header.length() <= skippable;
  }

  private ReadOutcome skip(ByteBuffer wire, RecordHeader header) {
    skippable -= header.length();
    wire.position(wire.position() + header.recordLength());
    return ReadOutcome.Plain.SKIPPED;
  }

  private static Bytes bytes(ByteBuffer buffer, int start, int length) {
    return Bytes.copyOf(buffer.slice(start, length));
  }
}
