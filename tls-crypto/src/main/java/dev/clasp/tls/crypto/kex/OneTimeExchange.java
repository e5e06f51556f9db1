package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;

/** A begun key exchange that destroys its private key when it is completed. */
final class OneTimeExchange implements PendingKeyExchange {
  private final Bytes share;
  private final Secret privateKey;
  private final Completion completion;

  OneTimeExchange(Bytes share, Secret privateKey, Completion completion) {
    this.share = share;
    this.privateKey = privateKey;
    this.completion = completion;
  }

  @Override
  public Bytes share() {
    return share;
  }

  @Override
  public Secret complete(Bytes peerShare) throws InvalidKeyShare {
    if (privateKey.isDestroyed()) {
      throw new IllegalStateException("key exchange completed twice");
    }
    try {
      return completion.complete(peerShare);
    } finally {
      privateKey.destroy();
    }
  }

  /** The group's part: from the peer's share to the secret. */
  @FunctionalInterface
  interface Completion {
    Secret complete(Bytes peerShare) throws InvalidKeyShare;
  }
}
