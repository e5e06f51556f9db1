package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.Secret;

/**
 * A TLS 1.3 traffic secret with its suite (RFC 9846 §7.3).
 *
 * @param kind which of the traffic secrets it is
 * @param trafficSecret {@code suite.hash().length()} bytes
 */
public record Epoch13(Kind kind, Suite13 suite, Secret trafficSecret) implements Epoch {
  /** The stages of §7.1 that protect records. */
  public enum Kind {
    EARLY_DATA,
    HANDSHAKE,
    APPLICATION
  }
}
