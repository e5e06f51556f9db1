package dev.clasp.tls.crypto;

/**
 * A block cipher of TLS 1.2 in CBC mode (RFC 5246 §6.2.3.2, RFC 3268).
 *
 * <p>CT: nothing here is secret.
 */
public enum CbcAlgorithm {
  AES_128_CBC(16),
  AES_256_CBC(32);

  /** Bytes of a block, and of an IV, for every algorithm here. */
  public static final int BLOCK_LENGTH = 16;

  private final int keyLength;

  CbcAlgorithm(int keyLength) {
    this.keyLength = keyLength;
  }

  /** The key, in bytes. */
  public int keyLength() {
    return keyLength;
  }
}
