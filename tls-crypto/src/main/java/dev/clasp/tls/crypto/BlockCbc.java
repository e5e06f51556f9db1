package dev.clasp.tls.crypto;

/**
 * A block cipher in CBC mode under one key (SP 800-38A §6.2), without padding and without any
 * authentication: {@link dev.clasp.tls.crypto.cbc.CbcHmac} is what to use. Not thread-safe.
 *
 * <p>CT: may reveal lengths only.
 */
public interface BlockCbc {
  /**
   * Encrypts in place.
   *
   * @param iv {@value CbcAlgorithm#BLOCK_LENGTH} bytes, which nobody could foresee
   * @param length a multiple of {@value CbcAlgorithm#BLOCK_LENGTH}
   */
  void encrypt(byte[] iv, byte[] buffer, int offset, int length);

  /**
   * Decrypts in place.
   *
   * @param length a multiple of {@value CbcAlgorithm#BLOCK_LENGTH}
   */
  void decrypt(byte[] iv, byte[] buffer, int offset, int length);
}
