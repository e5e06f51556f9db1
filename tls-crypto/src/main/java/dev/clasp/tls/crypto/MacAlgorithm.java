package dev.clasp.tls.crypto;

/**
 * The MAC of a CBC cipher suite of TLS 1.2 (RFC 5246 §6.2.3.1): HMAC with a hash.
 *
 * <p>SHA-1 is here and not in {@link HashAlgorithm}: inside HMAC its collisions do not matter, and
 * nothing else may use it.
 *
 * <p>CT: nothing here is secret.
 */
public enum MacAlgorithm {
  HMAC_SHA1("SHA-1", 20, 64),
  HMAC_SHA256("SHA-256", 32, 64),
  HMAC_SHA384("SHA-384", 48, 128);

  private final String hashName;
  private final int length;
  private final int blockLength;

  MacAlgorithm(String hashName, int length, int blockLength) {
    this.hashName = hashName;
    this.length = length;
    this.blockLength = blockLength;
  }

  /** The hash, by its name in FIPS 180-4. */
  public String hashName() {
    return hashName;
  }

  /** MAC and MAC key, in bytes. */
  public int length() {
    return length;
  }

  /** The input block of the hash, in bytes. */
  public int blockLength() {
    return blockLength;
  }
}
