package dev.clasp.tls.bench.operation;

import java.util.Locale;

/** Whose code runs. */
public enum Peer {
  /** Ours, as {@code CryptoProviders.standard()} hands it out. */
  CLASP,
  /** The JDK's own providers; for records and handshakes, its TLS stack. */
  JDK,
  /** Bouncy Castle. */
  BC,
  /** Google's BoringSSL, through Conscrypt. */
  CONSCRYPT,
  /** Amazon's AWS-LC, through AmazonCorrettoCryptoProvider. */
  ACCP,
  /** The JDK's bare cipher doing the same bytes as a record layer: a floor. */
  CIPHER;

  /** As on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Peer of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
