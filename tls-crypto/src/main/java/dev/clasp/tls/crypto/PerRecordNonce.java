package dev.clasp.tls.crypto;

/**
 * The per-record nonce of TLS 1.3 and of ChaCha20-Poly1305 in TLS 1.2: the sequence number, padded
 * to the left with zeros, XOR the IV (RFC 9846 §5.3, RFC 7905 §2).
 */
public final class PerRecordNonce {
  private final byte[] iv;

  /**
   * @param iv {@value AeadAlgorithm#NONCE_LENGTH} bytes, copied
   */
  public PerRecordNonce(Secret iv) {
    if (iv.size() != AeadAlgorithm.NONCE_LENGTH) {
      throw new IllegalArgumentException(
          "iv: %d bytes, expected %d".formatted(iv.size(), AeadAlgorithm.NONCE_LENGTH));
    }
    this.iv = iv.use(byte[]::clone);
  }

  /** Writes the nonce of one record to {@code nonce}. CT: reveals nothing. */
  public void write(long sequenceNumber, byte[] nonce) {
    System.arraycopy(iv, 0, nonce, 0, AeadAlgorithm.NONCE_LENGTH);
    for (int i = 0; i < 8; i++) {
      nonce[AeadAlgorithm.NONCE_LENGTH - 1 - i] ^= (byte) (sequenceNumber >>> (8 * i));
    }
  }
}
