package dev.clasp.tls.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CipherSuite (RFC 9846 §4.2.2, §B.4): a code point; {@link Suite12} and {@link Suite13} say what
 * one means.
 *
 * <p>The suites of TLS 1.2 have no constants of their own here: {@code
 * Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.codePoint()} is one.
 *
 * @param value 0 to 0xFFFF
 */
public record CipherSuite(int value) {
  public static final CipherSuite TLS_AES_128_GCM_SHA256 = new CipherSuite(0x1301);
  public static final CipherSuite TLS_AES_256_GCM_SHA384 = new CipherSuite(0x1302);
  public static final CipherSuite TLS_CHACHA20_POLY1305_SHA256 = new CipherSuite(0x1303);
  public static final CipherSuite TLS_AES_128_CCM_SHA256 = new CipherSuite(0x1304);
  public static final CipherSuite TLS_AES_128_CCM_8_SHA256 = new CipherSuite(0x1305);

  /** A client's way to say renegotiation_info without an extension (RFC 5746 §3.3). */
  public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00FF);

  /** A client's way to say that it tried a higher version before (RFC 7507 §4). */
  public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);

  public CipherSuite {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("CipherSuite: %d, expected 16 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static Optional<CipherSuite> byName(String name) {
    return Registry.NAMES.byName(name);
  }

  /** Every code point with a name here: of TLS 1.3, of TLS 1.2, and the signalling values. */
  public static List<CipherSuite> known() {
    return Registry.NAMES.all();
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return Registry.NAMES.of(this).orElseGet(() -> "0x%04x".formatted(value));
  }

  /** The names; apart, since it cannot be made before {@link Suite12} is, which needs this type. */
  private static final class Registry {
    static final Names<CipherSuite> NAMES = new Names<>(entries());

    private static List<Names.Entry<CipherSuite>> entries() {
      List<Names.Entry<CipherSuite>> entries = new ArrayList<>();
      for (Suite13 suite : Suite13.values()) {
        entries.add(new Names.Entry<>(suite.codePoint(), suite.name()));
      }
      for (Suite12 suite : Suite12.values()) {
        entries.add(new Names.Entry<>(suite.codePoint(), suite.name()));
      }
      entries.add(
          new Names.Entry<>(
              TLS_EMPTY_RENEGOTIATION_INFO_SCSV, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"));
      entries.add(new Names.Entry<>(TLS_FALLBACK_SCSV, "TLS_FALLBACK_SCSV"));
      return entries;
    }
  }
}
