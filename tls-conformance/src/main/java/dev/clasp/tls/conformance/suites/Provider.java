package dev.clasp.tls.conformance.suites;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.Locale;

/** Whose implementation a suite runs. */
public enum Provider {
  /** Clasp, as it comes. */
  STANDARD,
  /** The JDK: its cryptography behind our interfaces; for certificates its PKIX validator. */
  JCA,
  /** Bouncy Castle: likewise. */
  BC;

  /** Its cryptography. */
  public CryptoProvider crypto() {
    return switch (this) {
      case STANDARD -> CryptoProviders.standard();
      case JCA -> CryptoProviders.jca();
      case BC -> CryptoProviders.bouncyCastle();
    };
  }

  /** The same with all its randomness from one source. */
  public CryptoProvider crypto(RandomSource random) {
    return switch (this) {
      case STANDARD -> CryptoProviders.standard(random);
      case JCA -> CryptoProviders.jca(random);
      case BC -> CryptoProviders.bouncyCastle(random);
    };
  }

  /** As the command line spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
