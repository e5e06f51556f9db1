package dev.clasp.tls.crypto;

/**
 * Makes block ciphers in CBC mode, for the CBC suites of TLS 1.2. Thread-safe.
 *
 * <p>CT: reveals the key's size.
 */
@FunctionalInterface
public interface BlockCbcs {
  /**
   * The cipher under a key of exactly {@link CbcAlgorithm#keyLength} bytes, which is copied.
   *
   * @throws IllegalArgumentException on another key size
   */
  BlockCbc keyed(CbcAlgorithm algorithm, Secret key);
}
