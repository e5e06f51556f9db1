package dev.clasp.tls.record;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.RecordException;
import java.nio.ByteBuffer;

/** Removes the protection of the records of one epoch. Not thread-safe. */
public interface RecordOpener {
  /** The protection the epoch stands for, under keys derived from its secret. */
  static RecordOpener of(Epoch epoch, CryptoProvider crypto) {
    if (epoch instanceof Epoch13 epoch13) {
      return Tls13Records.opener(epoch13, crypto);
    }
    if (epoch instanceof Epoch12 epoch12) {
      return opener12(epoch12, crypto);
    }
    throw new AssertionError("epoch of unknown kind: " + epoch.getClass());
  }

  private static RecordOpener opener12(Epoch12 epoch, CryptoProvider crypto) {
    Protection12 protection = epoch.suite().protection();
    if (protection instanceof Protection12.Cbc cbc) {
      return Tls12CbcRecords.opener(epoch, cbc, crypto);
    }
    return Tls12AeadRecords.opener(epoch, (Protection12.Aead) protection, crypto);
  }

  /**
   * Whether a change_cipher_spec comes under these keys as everything else does. TLS 1.3 has it for
   * middleboxes only, never protected (RFC 9846 §5).
   */
  boolean protectsChangeCipherSpec();

  /**
   * Checks all that the header tells, before its body has come.
   *
   * @throws RecordException {@code record_overflow} or {@code unexpected_message}
   */
  void check(RecordHeader header) throws RecordException;

  /** The most bytes {@link #open} writes for a record with this header. */
  int roomFor(RecordHeader header);

  /**
   * Opens a record whose header passed {@link #check}.
   *
   * <p>Writes the content to {@code plaintext} and moves its position behind it; what lies beyond,
   * up to {@link #roomFor}, is undefined. Consumes all of {@code body}.
   *
   * @param sequenceNumber of the record, unsigned
   * @param body {@code header.length()} bytes
   * @param plaintext with {@link #roomFor} bytes of room; must not overlap {@code body}
   * @return what the content is
   * @throws RecordException {@code bad_record_mac}, {@code record_overflow} or {@code
   *     unexpected_message}; the position of {@code plaintext} is where it was
   */
  ContentType open(long sequenceNumber, RecordHeader header, ByteBuffer body, ByteBuffer plaintext)
      throws RecordException;
}
