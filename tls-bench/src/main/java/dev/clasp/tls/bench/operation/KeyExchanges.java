package dev.clasp.tls.bench.operation;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Key exchange as TLS sees it: begin, respond, complete. With Diffie-Hellman two key generations
 * and two agreements, with a KEM one each of its three operations, with a hybrid both.
 */
final class KeyExchanges {
  private KeyExchanges() {}

  static List<Subject> subjects() {
    return CryptoProviders.standard().groups().stream()
        .map(group -> subject(group.algorithm()))
        .toList();
  }

  private static Subject subject(GroupAlgorithm algorithm) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : List.of(Peer.CLASP, Peer.JDK, Peer.BC)) {
      makers.put(peer, () -> exchange(PeerProviders.crypto(peer), algorithm));
    }
    boolean quick =
        algorithm == GroupAlgorithm.X25519 || algorithm == GroupAlgorithm.X25519MLKEM768;
    return new Subject(
        "exchange." + algorithm, "begin, respond and complete: both sides", quick, makers);
  }

  private static Operation exchange(CryptoProvider crypto, GroupAlgorithm algorithm)
      throws Unavailable {
    KeyExchangeGroup group =
        crypto
            .group(algorithm)
            .orElseThrow(() -> new Unavailable(crypto.name() + " has no " + algorithm));
    return () -> {
      PendingKeyExchange client = group.begin(crypto.random());
      KeyExchangeReply server = group.respond(crypto.random(), client.share());
      return client.complete(server.share());
    };
  }
}
