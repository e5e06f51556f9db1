/**
 * Primitives for TLS: AEADs, hashes, key derivation, key exchange, signatures. Knows no TLS
 * message.
 */
module dev.clasp.tls.crypto {
  requires static org.jspecify;
  requires org.bouncycastle.provider;

  exports dev.clasp.tls.crypto; // values and interfaces
  exports dev.clasp.tls.crypto.provider; // CryptoProviders: the shipped ones
}
