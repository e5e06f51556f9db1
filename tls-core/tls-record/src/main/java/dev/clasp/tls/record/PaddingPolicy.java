package dev.clasp.tls.record;

import dev.clasp.tls.protocol.ContentType;

/**
 * How much padding a protected record gets (RFC 9846 §5.4). Pure.
 *
 * <p>What exceeds the size of a full record is cut off by {@link WriteHalf}.
 */
@FunctionalInterface
public interface PaddingPolicy {
  /** No padding: the default, since what to hide is the application's to know. */
  PaddingPolicy NONE = (type, contentLength) -> 0;

  /** Every record as long as a full one: hides all but the number of records. */
  PaddingPolicy FULL = (type, contentLength) -> RecordLimits.MAX_PLAINTEXT - contentLength;

  /** Bytes of padding for content of this type and length; not negative. */
  int padding(ContentType type, int contentLength);

  /** Pads content and type to the next multiple of {@code blockLength} bytes. */
  static PaddingPolicy toMultipleOf(int blockLength) {
    if (blockLength < 1 || blockLength > RecordLimits.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "blockLength: %d, expected 1..%d".formatted(blockLength, RecordLimits.MAX_PLAINTEXT));
    }
    return (type, contentLength) -> Math.floorMod(-(contentLength + 1), blockLength);
  }
}
