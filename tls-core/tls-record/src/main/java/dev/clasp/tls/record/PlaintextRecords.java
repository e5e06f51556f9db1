package dev.clasp.tls.record;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import java.nio.ByteBuffer;

/**
 * Records before any keys: TLSPlaintext as it is (RFC 9846 §5.1).
 *
 * <pre>{@code
 * struct {
 *     ContentType type;
 *     ProtocolVersion legacy_record_version;
 *     uint16 length;
 *     opaque fragment[TLSPlaintext.length];
 * } TLSPlaintext;
 * }</pre>
 */
public final class PlaintextRecords implements RecordOpener, RecordSealer {

  @Override
  public void check(RecordHeader header) throws RecordException {
    ContentType type =
        header
            .contentType()
            .orElseThrow(
                () ->
                    new RecordException(
                        AlertDescription.UNEXPECTED_MESSAGE,
                        Rfc.rfc9846("5", 5),
                        "TLSPlaintext.type: %d, expected one of 20..23".formatted(header.type())));
    if (header.length() > RecordLimits.MAX_PLAINTEXT) {
      throw new RecordException(
          AlertDescription.RECORD_OVERFLOW,
          Rfc.rfc9846("5.1", 16),
          "TLSPlaintext.length: %d, expected at most %d"
              .formatted(header.length(), RecordLimits.MAX_PLAINTEXT));
    }
    // "Application Data messages are always protected."
    if (type == ContentType.APPLICATION_DATA) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.1", 18),
          "TLSPlaintext.type: application_data without protection");
    }
    // No clause names the alert for an empty plaintext fragment; the one for a protected one does.
    if (header.length() == 0) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.4", 3),
          "TLSPlaintext.length: 0 for %s, expected at least 1".formatted(type));
    }
  }

  @Override
  public boolean protectsChangeCipherSpec() {
    return false;
  }

  @Override
  public int roomFor(RecordHeader header) {
    return header.length();
  }

  @Override
  public ContentType open(
      long sequenceNumber, RecordHeader header, ByteBuffer body, ByteBuffer plaintext) {
    plaintext.put(body);
    return header.contentType().orElseThrow();
  }

  @Override
  public int outerType(int type) {
    return type;
  }

  @Override
  public int bodyLength(int contentLength, int padding) {
    return contentLength;
  }

  @Override
  public long recordLimit() {
    return Long.MAX_VALUE; // there is no key to wear out
  }

  @Override
  public void seal(
      long sequenceNumber,
      RecordHeader header,
      int type,
      ByteBuffer content,
      int padding,
      ByteBuffer wire) {
    if (wire.remaining() < RecordHeader.LENGTH + content.remaining()) {
      throw new IllegalArgumentException(
          "wire: %d bytes of room, expected %d"
              .formatted(wire.remaining(), RecordHeader.LENGTH + content.remaining()));
    }
    header.writeTo(wire);
    wire.put(content);
  }
}
