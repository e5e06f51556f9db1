package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Early data that came, kept apart from all other data until the application asks for it by name.
 * Bounded by what the ticket allows.
 */
final class EarlyDataIn {
  private final Deque<ByteBuffer> received = new ArrayDeque<>();
  private boolean open;
  private long left;

  /** Takes this many bytes from here on. */
  void open(long maxBytes) {
    open = true;
    left = maxBytes;
  }

  /** What comes from here on is no early data. */
  void close() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  /**
   * @throws ProtocolViolation {@code unexpected_message}: "A server receiving more than
   *     max_early_data_size bytes of 0-RTT data SHOULD terminate the connection" (RFC 9846 §4.7.1)
   */
  void add(ByteBuffer plaintext) throws ProtocolViolation {
    left -= plaintext.remaining();
    if (left < 0) {
      throw new ProtocolViolation(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("4.7.1", 17),
          "early data: %d bytes more than max_early_data_size".formatted(-left));
    }
    if (plaintext.hasRemaining()) {
      received.add(Bytes.copyOf(plaintext).asByteBuffer());
    }
  }

  /** Moves as much as fits. */
  int read(ByteBuffer target) {
    int start = target.position();
    while (target.hasRemaining() && !received.isEmpty()) {
      ByteBuffer next = received.element();
      int length = Math.min(next.remaining(), target.remaining());
      target.put(next.slice(next.position(), length));
      next.position(next.position() + length);
      if (!next.hasRemaining()) {
        received.remove();
      }
    }
    return target.position() - start;
  }

  void clear() {
    received.clear();
    open = false;
  }
}
