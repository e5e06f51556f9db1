package dev.clasp.tls.crypto;

/**
 * A hash function of TLS.
 *
 * <p>CT: nothing here is secret.
 */
public enum HashAlgorithm {
  SHA256("SHA-256", 32, 64),
  SHA384("SHA-384", 48, 128),
  SHA512("SHA-512", 64, 128);

  private final String standardName;
  private final int length;
  private final int blockLength;

  HashAlgorithm(String standardName, int length, int blockLength) {
    this.standardName = standardName;
    this.length = length;
    this.blockLength = blockLength;
  }

  /** The output, in bytes; {@code Hash.length} of RFC 9846 §7.1. */
  public int length() {
    return length;
  }

  /** The input block, in bytes, as HMAC needs it. */
  public int blockLength() {
    return blockLength;
  }

  /** The name of FIPS 180-4, such as {@code SHA-256}. */
  @Override
  public String toString() {
    return standardName;
  }
}
