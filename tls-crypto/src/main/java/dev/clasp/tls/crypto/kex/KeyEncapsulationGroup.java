package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;

/**
 * A KEM as a key-exchange group: the initiator sends an encapsulation key, the responder a
 * ciphertext.
 *
 * <p>CT: as the mechanism; reveals nothing more.
 */
public record KeyEncapsulationGroup(KeyEncapsulation mechanism) implements KeyExchangeGroup {
  @Override
  public GroupAlgorithm algorithm() {
    return mechanism.algorithm();
  }

  @Override
  public PendingKeyExchange begin(RandomSource random) {
    KeyEncapsulation.KeyPair pair = mechanism.newKeyPair(random);
    return new OneTimeExchange(
        pair.encapsulationKey(),
        pair.decapsulationKey(),
        ciphertext -> mechanism.decapsulate(pair.decapsulationKey(), ciphertext));
  }

  @Override
  public KeyExchangeReply respond(RandomSource random, Bytes peerShare) throws InvalidKeyShare {
    return mechanism.encapsulate(random, peerShare);
  }
}
