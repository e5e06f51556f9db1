package dev.clasp.tls.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HandshakeType of TLS 1.3 and TLS 1.2 (RFC 9846 §4, RFC 5246 §7.4); any other value is fatal. */
public enum HandshakeType {
  /** TLS 1.2 only (RFC 5246 §7.4.1.1). */
  HELLO_REQUEST(0),
  CLIENT_HELLO(1),
  SERVER_HELLO(2),
  NEW_SESSION_TICKET(4),
  END_OF_EARLY_DATA(5),
  ENCRYPTED_EXTENSIONS(8),
  CERTIFICATE(11),
  /** TLS 1.2 only (RFC 5246 §7.4.3). */
  SERVER_KEY_EXCHANGE(12),
  CERTIFICATE_REQUEST(13),
  /** TLS 1.2 only (RFC 5246 §7.4.5). */
  SERVER_HELLO_DONE(14),
  CERTIFICATE_VERIFY(15),
  /** TLS 1.2 only (RFC 5246 §7.4.7). */
  CLIENT_KEY_EXCHANGE(16),
  FINISHED(20),
  /** TLS 1.2 only (RFC 6066 §8). */
  CERTIFICATE_STATUS(22),
  KEY_UPDATE(24),
  /** RFC 8879 §4. */
  COMPRESSED_CERTIFICATE(25),
  /** Synthetic: stands for the first ClientHello in a transcript, never on the wire. */
  MESSAGE_HASH(254);

  private static final Map<Integer, HandshakeType> BY_VALUE =
      Stream.of(values()).collect(Collectors.toMap(HandshakeType::value, Function.identity()));

  private final int value;

  HandshakeType(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  public static Optional<HandshakeType> of(int value) {
    return Optional.ofNullable(BY_VALUE.get(value));
  }

  /** The name in the RFCs' syntax, such as {@code client_hello}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
