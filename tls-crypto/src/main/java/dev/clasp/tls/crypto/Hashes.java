package dev.clasp.tls.crypto;

/** Makes hash and HMAC computations. Thread-safe. */
public interface Hashes {
  MessageHash hash(HashAlgorithm algorithm);

  /** Any key size is accepted, as RFC 2104 demands, the empty key included. */
  Hmac hmac(HashAlgorithm algorithm, Secret key);

  /** The hash of one input. */
  default Bytes digest(HashAlgorithm algorithm, Bytes input) {
    MessageHash hash = hash(algorithm);
    hash.update(input);
    return hash.finish();
  }
}
