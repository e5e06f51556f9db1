package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;

/**
 * A received message with the bytes it came in.
 *
 * @param message decoded
 * @param frame the bytes, type and length included in {@code frame.raw()}
 */
public record Incoming(HandshakeMessage message, HandshakeFrame frame) {
  /** The bytes for the transcript: as received, never re-encoded. */
  public Bytes raw() {
    return frame.raw();
  }

  /**
   * Demands that the message ended its record.
   *
   * @throws ProtocolViolation {@code unexpected_message}: "Handshake messages MUST NOT span key
   *     changes" (RFC 9846 §5.1)
   */
  public RecordBoundary requireRecordBoundary() throws ProtocolViolation {
    if (!frame.endsRecord()) {
      throw new ProtocolViolation(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.1", 6),
          "record: more data behind %s, expected its end before the key change"
              .formatted(message.type()));
    }
    return new RecordBoundary();
  }
}
