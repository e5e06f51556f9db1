package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;

/** Our half of a key exchange with a private key that is told. */
final class KnownKeys {
  private KnownKeys() {}

  /**
   * @param crypto whose group takes its private key from the random source as it comes, as those of
   *     {@code CryptoProviders.standard()} do for X25519 and P-256
   */
  static PendingKeyExchange begin(CryptoProvider crypto, GroupAlgorithm group, Bytes privateKey) {
    RandomSource source = target -> privateKey.first(target.length).copyTo(target, 0);
    return crypto.group(group).orElseThrow().begin(source);
  }
}
