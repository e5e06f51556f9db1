package dev.clasp.tls.handshake;

import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;

/**
 * Proof that nothing of a message lies on both sides of this point, so that the read keys may
 * change.
 *
 * <p>{@link Incoming#requireRecordBoundary} makes one behind a message (RFC 9846 §5.1), and {@link
 * #between} between two messages.
 */
public final class RecordBoundary {
  RecordBoundary() {}

  /**
   * Demands that no message has begun that is not complete.
   *
   * @throws RecordException {@code unexpected_message}: "if a handshake message is split over two
   *     or more records, there MUST NOT be any other records between them" (RFC 9846 §5.1)
   */
  public static RecordBoundary between(HandshakeDeframer messages) throws RecordException {
    if (messages.holdsPartialMessage()) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.1", 3, 4),
          "record: of another type, expected the rest of a handshake message");
    }
    return new RecordBoundary();
  }
}
