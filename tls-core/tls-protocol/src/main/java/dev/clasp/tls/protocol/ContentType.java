package dev.clasp.tls.protocol;

import java.util.Locale;
import java.util.Optional;

/** ContentType (RFC 9846 §5.1); any other value ends the connection. */
public enum ContentType {
  CHANGE_CIPHER_SPEC(20),
  ALERT(21),
  HANDSHAKE(22),
  APPLICATION_DATA(23);

  private final int value;

  ContentType(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  public static Optional<ContentType> of(int value) {
    return switch (value) {
      case 20 -> Optional.of(CHANGE_CIPHER_SPEC);
      case 21 -> Optional.of(ALERT);
      case 22 -> Optional.of(HANDSHAKE);
      case 23 -> Optional.of(APPLICATION_DATA);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
