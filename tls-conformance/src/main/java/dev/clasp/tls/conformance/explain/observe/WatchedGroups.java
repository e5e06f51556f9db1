package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.ClassicKeyExchange;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;

/**
 * A provider whose key exchanges tell what secret they gave: with it the whole key schedule can be
 * computed again and compared.
 */
public final class WatchedGroups {
  private WatchedGroups() {}

  /** The same provider, watched. */
  public static CryptoProvider of(CryptoProvider crypto, Observer observer) {
    return crypto.withKeyExchanges(
        crypto.groups().stream()
            .map(group -> (KeyExchangeGroup) new WatchedGroup(group, observer))
            .toList(),
        new WatchedClassic(crypto.classicKeyExchange(), observer));
  }

  /** A copy that outlives the handshake, which destroys its own. */
  private static Secret noted(Secret secret, Observer observer) {
    observer.note(new Happening.SecretShared(secret.slice(0, secret.size())));
    return secret;
  }

  private record WatchedGroup(KeyExchangeGroup inner, Observer observer)
      implements KeyExchangeGroup {
    @Override
    public GroupAlgorithm algorithm() {
      return inner.algorithm();
    }

    @Override
    public PendingKeyExchange begin(RandomSource random) {
      return new WatchedExchange(inner.begin(random), observer);
    }

    @Override
    public KeyExchangeReply respond(RandomSource random, Bytes peerShare) throws InvalidKeyShare {
      KeyExchangeReply reply = inner.respond(random, peerShare);
      noted(reply.secret(), observer);
      return reply;
    }
  }

  private record WatchedExchange(PendingKeyExchange inner, Observer observer)
      implements PendingKeyExchange {
    @Override
    public Bytes share() {
      return inner.share();
    }

    @Override
    public Secret complete(Bytes peerShare) throws InvalidKeyShare {
      return noted(inner.complete(peerShare), observer);
    }
  }

  /** In TLS 1.2: the premaster secret, whichever way it came about. */
  private record WatchedClassic(ClassicKeyExchange inner, Observer observer)
      implements ClassicKeyExchange {
    @Override
    public Bytes encryptPremaster(RandomSource random, PublicKeyInfo key, Secret premaster)
        throws InvalidKey {
      return inner.encryptPremaster(random, key, noted(premaster, observer));
    }

    @Override
    public FiniteFieldGroup named(GroupAlgorithm name) {
      return inner.named(name);
    }

    @Override
    public KeyExchangeReply respond(RandomSource random, FiniteFieldGroup group, Bytes peerShare)
        throws InvalidKeyShare {
      KeyExchangeReply reply = inner.respond(random, group, peerShare);
      noted(reply.secret(), observer);
      return reply;
    }
  }
}
