package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.crypto.Secret;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Shows secrets of the key schedule if that is asked for ({@code --secrets}), and not otherwise.
 * They are those of a connection made to be looked at.
 */
public record RevealingKeyLog(boolean reveals) {
  /** In hexadecimal; empty unless secrets are to be shown. */
  public Optional<String> show(Secret secret) {
    return reveals ? Optional.of(secret.use(HexFormat.of()::formatHex)) : Optional.empty();
  }
}
