/**
 * Primitives for TLS: AEADs, hashes, key derivation, key exchange, signatures. Knows no TLS
 * message.
 */
@SuppressWarnings("module") // tls-bench is not there when this is compiled
module dev.clasp.tls.crypto {
  requires static org.jspecify;
  requires org.bouncycastle.provider;

  exports dev.clasp.tls.crypto; // values and interfaces
  exports dev.clasp.tls.crypto.cbc; // CBC with HMAC, as TLS 1.2 combines them
  exports dev.clasp.tls.crypto.kex to
      dev.clasp.tls.bench; // one operation of a key exchange at a time, to measure it
  exports dev.clasp.tls.crypto.hpke; // hybrid public key encryption
  exports dev.clasp.tls.crypto.keyfile; // keys in PEM and DER, under a password or not
  exports dev.clasp.tls.crypto.provider; // CryptoProviders: the shipped ones
}
