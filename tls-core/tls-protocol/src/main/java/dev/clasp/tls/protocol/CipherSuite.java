package dev.clasp.tls.protocol;

import java.util.List;

/**
 * CipherSuite (RFC 9846 §4.2.2, §B.4): a code point; {@link Suite13} says what one means.
 *
 * @param value 0 to 0xFFFF
 */
public record CipherSuite(int value) {
  public static final CipherSuite TLS_AES_128_GCM_SHA256 = new CipherSuite(0x1301);
  public static final CipherSuite TLS_AES_256_GCM_SHA384 = new CipherSuite(0x1302);
  public static final CipherSuite TLS_CHACHA20_POLY1305_SHA256 = new CipherSuite(0x1303);
  public static final CipherSuite TLS_AES_128_CCM_SHA256 = new CipherSuite(0x1304);
  public static final CipherSuite TLS_AES_128_CCM_8_SHA256 = new CipherSuite(0x1305);
  public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00FF);
  public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);

  private static final Names<CipherSuite> NAMES =
      new Names<>(
          List.of(
              new Names.Entry<>(TLS_AES_128_GCM_SHA256, "TLS_AES_128_GCM_SHA256"),
              new Names.Entry<>(TLS_AES_256_GCM_SHA384, "TLS_AES_256_GCM_SHA384"),
              new Names.Entry<>(TLS_CHACHA20_POLY1305_SHA256, "TLS_CHACHA20_POLY1305_SHA256"),
              new Names.Entry<>(TLS_AES_128_CCM_SHA256, "TLS_AES_128_CCM_SHA256"),
              new Names.Entry<>(TLS_AES_128_CCM_8_SHA256, "TLS_AES_128_CCM_8_SHA256"),
              new Names.Entry<>(
                  TLS_EMPTY_RENEGOTIATION_INFO_SCSV, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"),
              new Names.Entry<>(TLS_FALLBACK_SCSV, "TLS_FALLBACK_SCSV")));

  public CipherSuite {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("CipherSuite: %d, expected 16 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static java.util.Optional<CipherSuite> byName(String name) {
    return NAMES.byName(name);
  }

  /** Every code point with a name here, in registry order. */
  public static List<CipherSuite> known() {
    return NAMES.all();
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return NAMES.of(this).orElseGet(() -> "0x%04x".formatted(value));
  }
}
