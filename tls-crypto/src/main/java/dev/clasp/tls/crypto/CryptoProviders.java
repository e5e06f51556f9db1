package dev.clasp.tls.crypto;

import java.security.SecureRandom;

/** The shipped providers. */
public final class CryptoProviders {
  private CryptoProviders() {}

  /** The operating system's secure randomness. */
  static RandomSource secureRandom() {
    return new SecureRandom()::nextBytes;
  }
}
