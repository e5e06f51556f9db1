package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.RandomSource;
import java.util.Optional;

/** The key exchange, with the RFC's private keys in place of random bytes. */
final class KeyExchangeReplay {
  private final CryptoProvider crypto;
  private final Checks checks;

  KeyExchangeReplay(CryptoProvider crypto, Checks checks) {
    this.crypto = crypto;
    this.checks = checks;
  }

  void replay(Trace trace) {
    for (Trace.KeyPair pair : trace.keyPairs()) {
      String owner = "%s %s".formatted(pair.owner(), pair.group());
      checks.add(
          "key pair: " + owner, () -> Checks.difference(pair.publicKey(), begin(pair).share()));
      peer(trace, pair)
          .ifPresent(
              peer ->
                  checks.add(
                      "shared secret: " + owner,
                      () ->
                          Checks.difference(
                              trace.derivation("handshake secret").value("ikm"),
                              begin(pair).complete(peer.publicKey()))));
    }
  }

  /** The other side's key of the same group; none where a HelloRetryRequest asked for another. */
  private static Optional<Trace.KeyPair> peer(Trace trace, Trace.KeyPair pair) {
    return trace.keyPairs().stream()
        .filter(other -> other.owner() != pair.owner() && other.group().equals(pair.group()))
        .findFirst();
  }

  private PendingKeyExchange begin(Trace.KeyPair pair) {
    KeyExchangeGroup group =
        pair.group().algorithm().flatMap(crypto::group).orElseThrow(IllegalStateException::new);
    return group.begin(source(pair.privateKey()));
  }

  private static RandomSource source(Bytes privateKey) {
    return target -> {
      if (target.length != privateKey.size()) {
        throw new IllegalStateException(
            "private key: %d bytes asked for, the RFC gives %d"
                .formatted(target.length, privateKey.size()));
      }
      privateKey.copyTo(target, 0);
    };
  }
}
