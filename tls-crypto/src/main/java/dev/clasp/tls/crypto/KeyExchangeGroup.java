package dev.clasp.tls.crypto;

/**
 * A way to agree on a secret, shaped like a KEM so that hybrids are ordinary.
 *
 * <p>The initiator begins and later completes; the responder does both at once. Thread-safe.
 *
 * <p>CT: may reveal sizes and whether a share was refused, which the peer knows.
 */
public interface KeyExchangeGroup {
  GroupAlgorithm algorithm();

  /** Makes the initiator's share. */
  PendingKeyExchange begin(RandomSource random);

  /**
   * Answers an initiator's share: our share and the agreed secret.
   *
   * @throws InvalidKeyShare when the peer's share or the result is one the standard refuses
   */
  KeyExchangeReply respond(RandomSource random, Bytes peerShare) throws InvalidKeyShare;
}
