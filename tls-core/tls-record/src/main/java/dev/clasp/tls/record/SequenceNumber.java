package dev.clasp.tls.record;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.LocalFault;

/**
 * The 64-bit number of the next record under one key; refuses to wrap (RFC 9846 §5.3).
 *
 * <p>Not thread-safe.
 */
public final class SequenceNumber {
  private long value;
  private boolean exhausted;

  private SequenceNumber(long value) {
    this.value = value;
  }

  /** "the first record transmitted under a particular traffic key MUST use sequence number 0". */
  public static SequenceNumber zero() {
    return new SequenceNumber(0);
  }

  /**
   * Starts somewhere else, for peers that send records out of order on purpose.
   *
   * @param value unsigned
   */
  public static SequenceNumber startingAt(long value) {
    return new SequenceNumber(value);
  }

  /**
   * The number of the next record, unsigned.
   *
   * @throws LocalFault {@code internal_error} when 2^64 records were counted: "it MUST either rekey
   *     or terminate the connection" (RFC 9846 §5.3)
   */
  public long value() throws LocalFault {
    if (exhausted) {
      throw new LocalFault(
          AlertDescription.INTERNAL_ERROR, "sequence number: would wrap, expected a key change");
    }
    return value;
  }

  /** Counts a record that was read or written. */
  public void advance() {
    value++;
    exhausted = value == 0;
  }

  /** How many records were counted since zero, unsigned; for limits. */
  long count() {
    return value;
  }
}
