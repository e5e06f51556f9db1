package dev.clasp.tls.crypto;

/**
 * The initiator's half of a key exchange. Holds a private key. Not thread-safe.
 *
 * <p>CT: may reveal sizes and whether a share was refused, which the peer knows.
 */
public interface PendingKeyExchange {
  /** What to send: {@code KeyShareEntry.key_exchange} (RFC 9846 §4.3.8). */
  Bytes share();

  /**
   * The agreed secret. May be called once; the private key is gone afterwards.
   *
   * @throws InvalidKeyShare when the peer's share or the result is one the standard refuses
   * @throws IllegalStateException on a second call
   */
  Secret complete(Bytes peerShare) throws InvalidKeyShare;
}
