package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;

/**
 * Ephemeral Diffie-Hellman in the shape of a KEM: both sides do the same.
 *
 * <p>CT: as the function; reveals nothing more.
 */
public record DiffieHellmanGroup(DiffieHellman function) implements KeyExchangeGroup {
  @Override
  public GroupAlgorithm algorithm() {
    return function.algorithm();
  }

  @Override
  public PendingKeyExchange begin(RandomSource random) {
    DiffieHellman.KeyPair pair = function.newKeyPair(random);
    return new OneTimeExchange(
        pair.share(), pair.privateKey(), peerShare -> function.agree(pair.privateKey(), peerShare));
  }

  @Override
  public KeyExchangeReply respond(RandomSource random, Bytes peerShare) throws InvalidKeyShare {
    DiffieHellman.KeyPair pair = function.newKeyPair(random);
    try {
      Secret secret = function.agree(pair.privateKey(), peerShare);
      return new KeyExchangeReply(pair.share(), secret);
    } finally {
      pair.privateKey().destroy();
    }
  }
}
