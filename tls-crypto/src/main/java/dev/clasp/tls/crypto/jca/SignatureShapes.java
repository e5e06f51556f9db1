package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.ec.EcdsaSigValue;

/** Checks of a signature's encoding that the platform leaves out in some versions. */
final class SignatureShapes {
  private static final int ED25519_LENGTH = 64; // RFC 8032 §5.1.6
  private static final int ED448_LENGTH = 114; // RFC 8032 §5.2.6

  private SignatureShapes() {}

  static boolean wellFormed(SignatureAlgorithm algorithm, Bytes signature) {
    return switch (algorithm) {
      case ED25519 -> signature.size() == ED25519_LENGTH;
      case ED448 -> signature.size() == ED448_LENGTH;
      default -> algorithm.isRsa() || EcdsaSigValue.decode(signature).isPresent();
    };
  }
}
