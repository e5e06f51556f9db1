package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerReader;
import dev.clasp.tls.x509.der.DerValue;
import dev.clasp.tls.x509.der.Tag;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Key usage (RFC 5280 §4.2.1.3).
 *
 * @param bits what the key may be used for
 */
public record KeyUsage(Set<KeyUsage.Bit> bits) {
  /** In the order of their bit numbers. */
  public enum Bit {
    DIGITAL_SIGNATURE,
    NON_REPUDIATION,
    KEY_ENCIPHERMENT,
    DATA_ENCIPHERMENT,
    KEY_AGREEMENT,
    KEY_CERT_SIGN,
    CRL_SIGN,
    ENCIPHER_ONLY,
    DECIPHER_ONLY
  }

  private static final int NAMED = Bit.values().length;

  public KeyUsage {
    bits = bits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(bits));
  }

  /** Checks what {@link #decode} reads. */
  static void check(DerReader in) throws DerException {
    named(in.expect(Tag.BIT_STRING, "keyUsage"));
  }

  private static int named(DerValue value) throws DerException {
    int named = value.asNamedBits(NAMED);
    if (named == 0) {
      throw value.fault("no bit is set, expected at least 1 (RFC 5280 §4.2.1.3)");
    }
    return named;
  }

  static KeyUsage decode(Extension extension) throws DerException {
    int named = named(extension.content(Tag.BIT_STRING, "keyUsage"));
    Set<Bit> bits = EnumSet.noneOf(Bit.class);
    for (Bit bit : Bit.values()) {
      if ((named >> bit.ordinal() & 1) == 1) {
        bits.add(bit);
      }
    }
    return new KeyUsage(bits);
  }

  public boolean allows(Bit bit) {
    return bits.contains(bit);
  }
}
