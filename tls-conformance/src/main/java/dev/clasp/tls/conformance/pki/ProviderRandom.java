package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.RandomSource;
import java.security.SecureRandom;

/** Lets Bouncy Castle's key generators draw from our configuration's randomness. */
final class ProviderRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient RandomSource source;

  ProviderRandom(RandomSource source) {
    this.source = source;
  }

  @Override
  public void nextBytes(byte[] target) {
    source.fill(target);
  }
}
