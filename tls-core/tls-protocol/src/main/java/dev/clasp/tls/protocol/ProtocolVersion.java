package dev.clasp.tls.protocol;

import java.util.List;

/**
 * ProtocolVersion (RFC 9846 §4.2.2); unknown values are kept.
 *
 * @param value 0 to 0xFFFF, major version in the high byte
 */
public record ProtocolVersion(int value) {
  public static final ProtocolVersion SSL30 = new ProtocolVersion(0x0300);
  public static final ProtocolVersion TLS10 = new ProtocolVersion(0x0301);
  public static final ProtocolVersion TLS11 = new ProtocolVersion(0x0302);
  public static final ProtocolVersion TLS12 = new ProtocolVersion(0x0303);
  public static final ProtocolVersion TLS13 = new ProtocolVersion(0x0304);

  private static final Names<ProtocolVersion> NAMES =
      new Names<>(
          List.of(
              new Names.Entry<>(SSL30, "SSLv3"),
              new Names.Entry<>(TLS10, "TLSv1.0"),
              new Names.Entry<>(TLS11, "TLSv1.1"),
              new Names.Entry<>(TLS12, "TLSv1.2"),
              new Names.Entry<>(TLS13, "TLSv1.3")));

  public ProtocolVersion {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("ProtocolVersion: %d, expected 16 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static java.util.Optional<ProtocolVersion> byName(String name) {
    return NAMES.byName(name);
  }

  /** Every code point with a name here, in registry order. */
  public static List<ProtocolVersion> known() {
    return NAMES.all();
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return NAMES.of(this).orElseGet(() -> "0x%04x".formatted(value));
  }
}
