package dev.clasp.tls.handshake.codec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the contents of handshake records into messages (RFC 9846 §4, §5.1).
 *
 * <pre>
 *   records    |  r1  |   r2   |    r3    |
 *   messages   |  m1    |m2| m3           |     m1, m2: more of their record follows
 *                                               m3: ends its record
 * </pre>
 *
 * <p>Mutable, and bounded by one message of the longest kind and one record. A driver adds a
 * record's content and polls until nothing comes before it adds the next.
 */
public final class HandshakeDeframer {
  /**
   * The longest body we accept, in bytes: 128 KiB.
   *
   * <p>The RFC allows 2^24-1. A chain of ten certificates with post-quantum signatures takes about
   * 100 KiB; nothing honest is longer, and an unauthenticated peer must not make us hold 16 MiB.
   */
  public static final int DEFAULT_MAX_MESSAGE_LENGTH = 128 * 1024;

  private static final int HEADER_LENGTH = 4;

  private final int maxMessageLength;

  private byte[] held = new byte[0];
  private int from;
  private int to;

  /** How many bytes have left as frames, and where the records end that have not left whole. */
  private long passed;

  private final Deque<Long> recordEnds = new ArrayDeque<>();

  public HandshakeDeframer() {
    this(DEFAULT_MAX_MESSAGE_LENGTH);
  }

  /**
   * @param maxMessageLength of a body, in bytes
   */
  public HandshakeDeframer(int maxMessageLength) {
    this.maxMessageLength = maxMessageLength;
  }

  /**
   * Takes the content of one handshake record.
   *
   * @throws RecordException {@code unexpected_message} if it is empty: "MUST NOT send zero-length
   *     fragments of Handshake types" (RFC 9846 §5.1); the RFC names no alert
   */
  public void add(Bytes fragment) throws RecordException {
    if (fragment.isEmpty()) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.1", 8),
          "record: a handshake fragment without content, expected at least 1 byte");
    }
    makeRoom(fragment.size());
    to = fragment.copyTo(held, to);
    recordEnds.add(passed + (to - from));
  }

  /**
   * The next whole message, if it is here.
   *
   * @throws TlsException {@code unexpected_message} for a type that does not exist, as soon as its
   *     byte is here; {@code illegal_parameter} for a length over the limit (the RFC names no
   *     alert; OpenSSL and BoringSSL send this one)
   */
  public Optional<HandshakeFrame> poll() throws TlsException {
    if (from == to) {
      return Optional.empty();
    }
    HandshakeType type = type(held[from] & 0xFF);
    if (to - from < HEADER_LENGTH) {
      return incomplete();
    }
    int length = checkedLength(type);
    if (to - from < HEADER_LENGTH + length) {
      return incomplete();
    }
    Bytes raw = Bytes.copyOf(held, from, HEADER_LENGTH + length);
    from += raw.size();
    boolean endsRecord = pass(raw.size());
    return Optional.of(
        new HandshakeFrame(type, raw.slice(HEADER_LENGTH, raw.size()), raw, endsRecord));
  }

  /**
   * Whether bytes are here that no frame has taken.
   *
   * <p>When {@link #poll} has nothing more, that is the beginning of a message: then a record of
   * another type must not come, nor a key change (RFC 9846 §5.1).
   */
  public boolean holdsPartialMessage() {
    return from != to;
  }

  /** No record that ends so far can end where this message will. */
  private Optional<HandshakeFrame> incomplete() {
    recordEnds.clear();
    return Optional.empty();
  }

  private static HandshakeType type(int value) throws UnexpectedMessage {
    Optional<HandshakeType> type = HandshakeType.of(value);
    if (type.isEmpty()) {
      throw UnexpectedMessage.of("handshake type " + value, Set.of(), Rfc.rfc9846("4", 2));
    }
    return type.get();
  }

  private int checkedLength(HandshakeType type) throws DecodeException {
    int length =
        (held[from + 1] & 0xFF) << 16 | (held[from + 2] & 0xFF) << 8 | (held[from + 3] & 0xFF);
    if (length > maxMessageLength) {
      throw new DecodeException(
          AlertDescription.ILLEGAL_PARAMETER,
          type + ".length",
          "%d, our limit is %d".formatted(length, maxMessageLength),
          Rfc.rfc9846("4"));
    }
    return length;
  }

  /** Whether a record ends where the bytes that leave now end. */
  private boolean pass(int size) {
    passed += size;
    while (!recordEnds.isEmpty() && recordEnds.element() < passed) {
      recordEnds.remove();
    }
    return !recordEnds.isEmpty() && recordEnds.element() == passed;
  }

  private void makeRoom(int more) {
    int size = to - from;
    if (held.length - to >= more) {
      return;
    }
    byte[] target = held.length - size >= more ? held : new byte[Math.max(2 * size, size + more)];
    System.arraycopy(held, from, target, 0, size);
    held = target;
    from = 0;
    to = size;
  }
}
