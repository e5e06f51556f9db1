package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAlgorithm;

/** Checks of a signature's encoding that the platform leaves out in some versions. */
final class SignatureShapes {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int ED25519_LENGTH = 64; // RFC 8032 §5.1.6
  private static final int ED448_LENGTH = 114; // RFC 8032 §5.2.6

  private SignatureShapes() {}

  static boolean wellFormed(SignatureAlgorithm algorithm, Bytes signature) {
    return switch (algorithm) {
      case ED25519 -> signature.size() == ED25519_LENGTH;
      case ED448 -> signature.size() == ED448_LENGTH;
      default -> algorithm.isRsa() || isEcdsaSigValue(signature);
    };
  }

  /**
   * Whether it is the DER of positive integers in {@code Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER,
   * s INTEGER }} (RFC 3279 §2.2.3). All lengths TLS meets need one or two octets.
   */
  private static boolean isEcdsaSigValue(Bytes der) {
    if (der.size() < 2 || der.get(0) != SEQUENCE) {
      return false;
    }
    boolean longForm = der.get(1) == 0x81;
    if (longForm && (der.size() < 3 || der.get(2) < 0x80)) {
      return false;
    }
    int start = longForm ? 3 : 2;
    int length = der.get(start - 1);
    if (start + length != der.size() || !longForm && length >= 0x80) {
      return false;
    }
    int second = behindInteger(der, start);
    return second > 0 && behindInteger(der, second) == der.size();
  }

  /** The offset behind the minimal positive INTEGER that starts here; -1 when there is none. */
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
    if (padded && der.get(at + 3) < 0x80) {
      return -1;
    }
    return at + 2 + length;
  }
}
