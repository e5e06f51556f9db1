package dev.clasp.tls.record;

import java.nio.ByteBuffer;

/**
 * Cuts what is to be sent into the contents of records (RFC 9846 §5.1).
 *
 * @param maxLength bytes in one record, 1 to 2^14
 */
public record Fragmenter(int maxLength) {
  /** As long as the protocol allows. */
  public static final Fragmenter FULL_RECORDS = new Fragmenter(RecordLimits.MAX_PLAINTEXT);

  public Fragmenter {
    if (maxLength < 1 || maxLength > RecordLimits.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "maxLength: %d, expected 1..%d".formatted(maxLength, RecordLimits.MAX_PLAINTEXT));
    }
  }

  /** The content of the next record: a view of the first bytes; no position moves. */
  public ByteBuffer peek(ByteBuffer content) {
    return content.slice(content.position(), nextLength(content));
  }

  /** How many bytes the next record takes. */
  public int nextLength(ByteBuffer content) {
    return Math.min(content.remaining(), maxLength);
  }
}
