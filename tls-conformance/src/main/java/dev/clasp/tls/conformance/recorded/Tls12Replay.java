package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.Protection12;
import java.util.ArrayList;
import java.util.List;

/** Everything in {@code vectors/tls12}. */
public final class Tls12Replay {
  private final CryptoProvider crypto;

  /**
   * @param crypto whose X25519 takes its private key from the random source as it comes
   */
  public Tls12Replay(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** All checks of all files, in order. */
  public List<Check> run() {
    List<Check> checks = new ArrayList<>(KeyDerivationReplay.of(crypto));
    for (RecordedHandshake handshake : Tls12Files.handshakes()) {
      if (canOpen(handshake)) {
        checks.addAll(HandshakeReplay.of(crypto, handshake));
      }
    }
    return checks;
  }

  /** The handshakes whose records the provider cannot open, by name. */
  public List<String> skipped() {
    return Tls12Files.handshakes().stream()
        .filter(handshake -> !canOpen(handshake))
        .map(RecordedHandshake::name)
        .toList();
  }

  private boolean canOpen(RecordedHandshake handshake) {
    return !(handshake.suite().protection() instanceof Protection12.Aead aead)
        || crypto.aeads().algorithms().contains(aead.algorithm());
  }
}
