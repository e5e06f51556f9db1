package dev.clasp.tls.handshake.transcript;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.MessageHash;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The transcript of a handshake whose hash is known; an immutable value (RFC 9846 §4.1).
 *
 * <pre>{@code
 * Transcript-Hash(M1, M2, ... Mn) = Hash(M1 || M2 || ... || Mn)
 * }</pre>
 *
 * <p>It remembers the types of its messages, so that the key schedule can refuse a transcript that
 * ends too early or too late: {@link #requireThrough}.
 */
public final class Transcript {
  private final Hashes hashes;
  private final MessageHash running; // never updated in place, only forked
  private final List<HandshakeType> types;

  private Transcript(Hashes hashes, MessageHash running, List<HandshakeType> types) {
    this.hashes = hashes;
    this.running = running;
    this.types = List.copyOf(types);
  }

  /** Without any message. */
  public static Transcript empty(Hashes hashes, HashAlgorithm algorithm) {
    return new Transcript(hashes, hashes.hash(algorithm), List.of());
  }

  public HashAlgorithm algorithm() {
    return running.algorithm();
  }

  /** With a received message, as received. */
  public Transcript plus(Incoming incoming) {
    return plus(incoming.raw());
  }

  /**
   * With one message, as sent or received.
   *
   * @param framed type and length included
   * @throws IllegalArgumentException when the first byte is not the type of a handshake message
   */
  public Transcript plus(Bytes framed) {
    HandshakeType type = typeOf(framed);
    MessageHash longer = running.fork();
    longer.update(framed);
    List<HandshakeType> more = new ArrayList<>(types);
    more.add(type);
    return new Transcript(hashes, longer, more);
  }

  /** {@code Transcript-Hash}, {@code Hash.length} bytes. */
  public Bytes hash() {
    return running.current();
  }

  /**
   * {@code Transcript-Hash} of everything here and a beginning of one more message: what PSK
   * binders cover, {@code Truncate(ClientHello)} being the beginning (RFC 9846 §4.3.11.2).
   */
  public Bytes hashWith(Bytes truncated) {
    MessageHash longer = running.fork();
    longer.update(truncated);
    return longer.finish();
  }

  /**
   * What replaces the first ClientHello once a HelloRetryRequest answers it (RFC 9846 §4.1).
   *
   * <pre>{@code
   * message_hash ||        // Handshake type
   * 00 00 Hash.length  ||  // Handshake message length (bytes)
   * Hash(ClientHello1)     // Hash of ClientHello1
   * }</pre>
   *
   * @throws IllegalStateException unless it holds the first ClientHello and nothing else
   */
  public Transcript withMessageHash() {
    if (!types.equals(List.of(HandshakeType.CLIENT_HELLO))) {
      throw new IllegalStateException(
          "transcript: holds %s, expected the first client_hello (RFC 9846 §4.1)".formatted(types));
    }
    return ofMessageHash(hashes, algorithm(), hash());
  }

  /**
   * The same of a first ClientHello that was not kept (RFC 9846 §4.3.2).
   *
   * @param hash of the first ClientHello, {@code Hash.length} bytes
   */
  public static Transcript ofMessageHash(Hashes hashes, HashAlgorithm algorithm, Bytes hash) {
    WireWriter out = new WireWriter();
    out.uint8("msg_type", HandshakeType.MESSAGE_HASH.value());
    out.vector24("length", body -> body.fixed("hash", hash));
    return empty(hashes, algorithm).plus(out.toBytes());
  }

  /** The types of the messages, in order; {@code message_hash} for a replaced ClientHello. */
  public List<HandshakeType> types() {
    return types;
  }

  /**
   * Demands that the last message is the {@code nth} of its type.
   *
   * <p>The key schedule's own check: {@code ClientHello...server Finished} is through the first
   * Finished, {@code ClientHello...client Finished} through the second.
   *
   * @throws IllegalStateException otherwise: our own mistake, no peer can cause it
   */
  public void requireThrough(HandshakeType last, int nth) {
    boolean ends = !types.isEmpty() && types.get(types.size() - 1) == last;
    long count = types.stream().filter(last::equals).count();
    if (!ends || count != nth) {
      throw new IllegalStateException(
          "transcript: %s, expected to end with %s number %d (RFC 9846 §7.1)"
              .formatted(types, last, nth));
    }
  }

  /** The types of the messages and nothing of their content. */
  @Override
  public String toString() {
    return "Transcript" + types;
  }

  static HandshakeType typeOf(Bytes framed) {
    if (framed.isEmpty()) {
      throw new IllegalArgumentException("message: empty, expected type and length");
    }
    return HandshakeType.of(framed.get(0))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "message: type %d is no HandshakeType".formatted(framed.get(0))));
  }
}
