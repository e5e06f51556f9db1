package dev.clasp.tls.crypto.jca;

import java.security.GeneralSecurityException;

/** What all of the package needs of the platform. */
final class Jca {
  private Jca() {}

  /** Runs what the platform must be able to do. */
  static <T> T require(Call<T> call) {
    try {
      return call.get();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static IllegalStateException missing(GeneralSecurityException cause) {
    return new IllegalStateException("the platform's cryptography failed: " + cause, cause);
  }

  /** A computation that fails only when the platform lacks something. */
  @FunctionalInterface
  interface Call<T> {
    T get() throws GeneralSecurityException;
  }
}
