package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.HandshakeType;
import java.util.List;
import java.util.Optional;

/**
 * Something one side said to the other.
 *
 * @param content without protection; a handshake message with type and length
 * @param message decoded; empty for what is no handshake message, or a malformed one
 * @param keys what protected it; empty for none
 * @param records the records that brought it, whole; one can bring several messages
 */
public record Utterance(
    Kind kind,
    Side from,
    Bytes content,
    Optional<HandshakeMessage> message,
    Optional<Epoch> keys,
    List<Bytes> records) {
  /** What records are for. */
  public enum Kind {
    HANDSHAKE,
    CHANGE_CIPHER_SPEC,
    ALERT,
    APPLICATION_DATA
  }

  public Utterance {
    records = List.copyOf(records);
  }

  /** Whether it is a handshake message of this type from that side. */
  public boolean is(Side side, HandshakeType type) {
    return from == side && isHandshake(type);
  }

  public boolean isHandshake(HandshakeType type) {
    return kind == Kind.HANDSHAKE && content.get(0) == type.value();
  }

  /** The message, if it is one of this kind. */
  public <M extends HandshakeMessage> Optional<M> as(Class<M> type) {
    return message.filter(type::isInstance).map(type::cast);
  }
}
