package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import java.util.Optional;

/**
 * An ECDSA signature as X.509 and TLS carry it (RFC 3279 §2.2.3): {@code Ecdsa-Sig-Value ::=
 * SEQUENCE { r INTEGER, s INTEGER }}.
 *
 * <p>CT: none; signatures are public.
 *
 * @param r without leading zeros, unsigned; empty for 0
 * @param s likewise
 */
public record EcdsaSigValue(Bytes r, Bytes s) {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  /**
   * Reads DER, and nothing but DER: lengths minimal, integers minimal and not negative, no byte
   * left. Up to 255 bytes of content, enough for every curve here.
   */
  public static Optional<EcdsaSigValue> decode(Bytes der) {
    if (der.size() < 2 || der.get(0) != SEQUENCE) {
      return Optional.empty();
    }
    boolean longForm = der.get(1) == 0x81;
    if (longForm && (der.size() < 3 || der.get(2) < 0x80)) {
      return Optional.empty();
    }
    int start = longForm ? 3 : 2;
    int length = der.get(start - 1);
    if (start + length != der.size() || !longForm && length >= 0x80) {
      return Optional.empty();
    }
    int second = behindInteger(der, start);
    if (second < 0 || behindInteger(der, second) != der.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new EcdsaSigValue(
            withoutZeros(der.slice(start + 2, second)),
            withoutZeros(der.slice(second + 2, der.size()))));
  }

  public Bytes encode() {
    Bytes content = integer(r).plus(integer(s));
    Bytes length =
        content.size() < 0x80 ? Bytes.of(content.size()) : Bytes.of(0x81, content.size());
    return Bytes.concat(Bytes.of(SEQUENCE), length, content);
  }

  /**
   * The offset behind the minimal, not negative INTEGER that starts here; -1 when there is none.
   */
  private static int behindInteger(Bytes der, int at) {
    if (at + 3 > der.size() || der.get(at) != INTEGER) {
      return -1;
    }
    int length = der.get(at + 1);
    int first = der.get(at + 2);
    if (length == 0 || length >= 0x80 || at + 2 + length > der.size() || first >= 0x80) {
      return -1;
    }
    boolean padded = first == 0 && length > 1;
    return padded && der.get(at + 3) < 0x80 ? -1 : at + 2 + length;
  }

  private static Bytes integer(Bytes value) {
    Bytes digits = withoutZeros(value);
    boolean pad = digits.isEmpty() || digits.get(0) >= 0x80;
    Bytes content = pad ? Bytes.of(0).plus(digits) : digits;
    return Bytes.concat(Bytes.of(INTEGER, content.size()), content);
  }

  private static Bytes withoutZeros(Bytes value) {
    int zeros = 0;
    while (zeros < value.size() && value.get(zeros) == 0) {
      zeros++;
    }
    return value.slice(zeros, value.size());
  }
}
