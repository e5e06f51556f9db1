package dev.clasp.tls.record;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;

/** What every protection of TLS 1.2 demands of a record (RFC 5246 §6.2). */
final class Tls12Rules {
  private static final Rfc RECORD_LAYER = Rfc.rfc5246("6.2.1");

  private Tls12Rules() {}

  /** What the header tells before the body has come. */
  static void check(RecordHeader header) throws RecordException {
    if (header.contentType().isEmpty()) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc5246("6", 2),
          "TLSCiphertext.type: %d, expected one of 20..23".formatted(header.type()));
    }
    // "This document describes TLS Version 1.2, which uses the version { 3, 3 }." No clause names
    // the alert; OpenSSL, BoringSSL and Go send this one.
    if (header.legacyRecordVersion() != RecordHeader.VERSION) {
      throw new RecordException(
          AlertDescription.PROTOCOL_VERSION,
          RECORD_LAYER,
          "TLSCiphertext.version: 0x%04x, expected 0x%04x"
              .formatted(header.legacyRecordVersion(), RecordHeader.VERSION));
    }
    if (header.length() > RecordLimits.MAX_CIPHERTEXT12) {
      throw new RecordException(
          AlertDescription.RECORD_OVERFLOW,
          Rfc.rfc5246("6.2.3", 1),
          "TLSCiphertext.length: %d, expected at most %d"
              .formatted(header.length(), RecordLimits.MAX_CIPHERTEXT12));
    }
  }

  /** The type of content that was authenticated, if it may be that long. */
  static ContentType opened(RecordHeader header, int length) throws RecordException {
    ContentType type = header.contentType().orElseThrow();
    if (length > RecordLimits.MAX_PLAINTEXT) {
      throw new RecordException(
          AlertDescription.RECORD_OVERFLOW,
          Rfc.rfc5246("6.2.1", 2),
          "TLSPlaintext.length: %d, expected at most %d"
              .formatted(length, RecordLimits.MAX_PLAINTEXT));
    }
    // "MUST NOT send zero-length fragments of Handshake, Alert, or ChangeCipherSpec". No clause
    // names the alert; RFC 9846 §5.4 does for its records.
    if (length == 0 && type != ContentType.APPLICATION_DATA) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc5246("6.2.1", 3),
          "TLSPlaintext.length: 0 for %s, expected at least 1".formatted(type));
    }
    return type;
  }

  /**
   * "This alert also MUST be returned if an alert is sent because a TLSCiphertext decrypted in an
   * invalid way", which nobody can tell from a wrong MAC.
   */
  static RecordException badRecordMac() {
    return RecordException.badRecordMac(Rfc.rfc5246("7.2.2", 7));
  }

  /** {@code seq_num + type + version}: where the input of every MAC starts (RFC 5246 §6.2.3.1). */
  static void writePrefix(long sequenceNumber, RecordHeader header, byte[] target) {
    for (int i = 0; i < 8; i++) {
      target[i] = (byte) (sequenceNumber >>> (8 * (7 - i)));
    }
    target[8] = (byte) header.type();
    target[9] = (byte) (header.legacyRecordVersion() >> 8);
    target[10] = (byte) header.legacyRecordVersion();
  }

  static void requireRoom(int available, int needed) {
    if (available < needed) {
      throw new IllegalArgumentException(
          "wire: %d bytes of room, expected %d".formatted(available, needed));
    }
  }
}
