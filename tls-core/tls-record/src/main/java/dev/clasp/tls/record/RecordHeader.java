package dev.clasp.tls.record;

import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The five bytes in front of every record, as they stand on the wire (RFC 9846 §5.1, §5.2).
 *
 * <pre>{@code
 * ContentType type;                      // 1 byte; opaque_type = 23 when protected
 * ProtocolVersion legacy_record_version; // 2 bytes, "MUST be ignored for all purposes"
 * uint16 length;                         // of what follows
 * }</pre>
 *
 * <p>Holds whatever the wire can carry, so that a test can send any of it; what may be received is
 * for {@link RecordOpener#check} to say.
 *
 * @param type 0 to 255
 * @param legacyRecordVersion 0 to 0xFFFF
 * @param length of the body, 0 to 0xFFFF bytes; not limited to what the protocol allows
 */
public record RecordHeader(int type, int legacyRecordVersion, int length) {
  /** The encoding's size in bytes. */
  public static final int LENGTH = 5;

  /** What every record says but that of an initial ClientHello (RFC 9846 §5.1). */
  public static final int VERSION = ProtocolVersion.TLS12.value();

  /**
   * What a record of an initial ClientHello says: "SHOULD have version 0x0301" (RFC 9846 §5.1),
   * since old servers hang up on anything newer.
   */
  public static final int INITIAL_CLIENT_HELLO_VERSION = ProtocolVersion.TLS10.value();

  public RecordHeader {
    requireUnsigned("type", type, 0xFF);
    requireUnsigned("legacy_record_version", legacyRecordVersion, 0xFFFF);
    requireUnsigned("length", length, 0xFFFF);
  }

  /** The header at the buffer's position, which stays; empty with fewer than five bytes. */
  public static Optional<RecordHeader> peek(ByteBuffer wire) {
    if (wire.remaining() < LENGTH) {
      return Optional.empty();
    }
    int at = wire.position();
    return Optional.of(
        new RecordHeader(wire.get(at) & 0xFF, uint16(wire, at + 1), uint16(wire, at + 3)));
  }

  /** The type, if the protocol defines it. */
  public Optional<ContentType> contentType() {
    return ContentType.of(type);
  }

  /** Whether the type is this one. */
  public boolean is(ContentType expected) {
    return type == expected.value();
  }

  /** The size of header and body, in bytes. */
  public int recordLength() {
    return LENGTH + length;
  }

  /** Writes the five bytes and moves the position behind them. */
  public void writeTo(ByteBuffer wire) {
    wire.put((byte) type);
    wire.put((byte) (legacyRecordVersion >> 8)).put((byte) legacyRecordVersion);
    wire.put((byte) (length >> 8)).put((byte) length);
  }

  private static int uint16(ByteBuffer wire, int at) {
    return (wire.get(at) & 0xFF) << 8 | wire.get(at + 1) & 0xFF;
  }

  private static void requireUnsigned(String field, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "TLSPlaintext.%s: %d, expected 0..%d".formatted(field, value, max));
    }
  }
}
