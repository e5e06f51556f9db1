package dev.clasp.tls.crypto;

/**
 * An AEAD of TLS with its sizes and usage limits (RFC 5116, RFC 9846 §5.5).
 *
 * <p>All of them use 12-byte nonces.
 *
 * <p>CT: nothing here is secret.
 */
public enum AeadAlgorithm {
  AES_128_GCM(16, 16, 23_726_566L),
  AES_256_GCM(32, 16, 23_726_566L),
  /** The record sequence number wraps before this one's limit is reached (RFC 9846 §5.5). */
  CHACHA20_POLY1305(32, 16, Long.MAX_VALUE),
  /** Limit: 2^23 full records keep the advantage of CCM below 2^-57 (RFC 9001 appendix B). */
  AES_128_CCM(16, 16, 1L << 23),
  AES_128_CCM_8(16, 8, 1L << 23),
  /** TLS 1.2 only (RFC 6655). */
  AES_256_CCM(32, 16, 1L << 23),
  /** TLS 1.2 only (RFC 6655). */
  AES_256_CCM_8(32, 8, 1L << 23);

  /** Bytes of a nonce, for every algorithm here ({@code N_MIN} = {@code N_MAX} = 12, RFC 5116). */
  public static final int NONCE_LENGTH = 12;

  private final int keyLength;
  private final int tagLength;
  private final long recordLimit;

  AeadAlgorithm(int keyLength, int tagLength, long recordLimit) {
    this.keyLength = keyLength;
    this.tagLength = tagLength;
    this.recordLimit = recordLimit;
  }

  /** The key, in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** What sealing adds, in bytes. */
  public int tagLength() {
    return tagLength;
  }

  /**
   * How many full-size records one key may protect.
   *
   * <p>For AES-GCM the 2^24.5 of RFC 9846 §5.5, rounded down.
   */
  public long recordLimit() {
    return recordLimit;
  }
}
