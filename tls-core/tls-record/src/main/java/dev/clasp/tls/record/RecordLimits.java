package dev.clasp.tls.record;

/** The sizes the record protocol allows, in bytes. */
public final class RecordLimits {
  /**
   * Content of one record: "The length MUST NOT exceed 2^14 bytes" (RFC 9846 §5.1). Also the size
   * of the largest application data fragment, so a buffer of this size holds what any record
   * brings.
   */
  public static final int MAX_PLAINTEXT = 1 << 14;

  /**
   * Content, type and padding: "the full encoded TLSInnerPlaintext MUST NOT exceed 2^14 + 1 octets"
   * (RFC 9846 §5.4).
   */
  public static final int MAX_INNER_PLAINTEXT = MAX_PLAINTEXT + 1;

  /**
   * Body of a protected record of TLS 1.3: "The length MUST NOT exceed 2^14 + 256 bytes", the inner
   * plaintext and an AEAD expansion of at most 255 (RFC 9846 §5.2).
   */
  public static final int MAX_CIPHERTEXT = MAX_PLAINTEXT + 256;

  /**
   * Body of a protected record of TLS 1.2: "The length MUST NOT exceed 2^14 + 2048" (RFC 5246
   * §6.2.3). Ours are never that long.
   */
  public static final int MAX_CIPHERTEXT12 = MAX_PLAINTEXT + 2048;

  /** A whole record of any version, with its header: a wire buffer of this size need not grow. */
  public static final int MAX_RECORD = RecordHeader.LENGTH + MAX_CIPHERTEXT12;

  /**
   * The most application epochs a sender may go through: "sending implementations MUST NOT allow
   * the epoch [...] to exceed 2^48-1" (RFC 9846 §4.7.3). Receivers do not enforce it.
   */
  public static final long MAX_SENDER_EPOCH = (1L << 48) - 1;

  private RecordLimits() {}
}
