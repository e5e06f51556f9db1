package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PskIdentity;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.psk.PskImporter;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of the client's pre-shared keys the server takes (RFC 9846 §4.3.11): the first it knows and
 * can use. "Any unknown PSKs ... SHOULD simply be ignored."
 *
 * @param suites ours, most preferred first; after a HelloRetryRequest only the one it selected
 * @param remembered the key found for the first ClientHello, before a HelloRetryRequest: a session
 *     that can be used only once is no longer in the store
 */
public record PskSelection(
    ServerConfig config,
    ClientOffer13 offer,
    List<Suite13> suites,
    Optional<PreSharedKey> remembered) {
  /** Identities we look at; ours, so that a long list is not a cheap way to keep us busy. */
  static final int MAX_IDENTITIES = 8;

  /** The key, if there is one; its binder is yet to be checked. */
  public Optional<SelectedPsk> select() {
    Optional<Boolean> keyExchange = mode();
    List<PskIdentity> identities =
        offer
            .hello()
            .extensions()
            .find(PreSharedKeyClientHello.class)
            .map(PreSharedKeyClientHello::identities)
            .orElse(List.of());
    if (keyExchange.isEmpty()) {
      return Optional.empty();
    }
    for (int index = 0; index < Math.min(identities.size(), MAX_IDENTITIES); index++) {
      Optional<PreSharedKey> key = find(identities.get(index).identity());
      Optional<Suite13> suite = key.flatMap(this::suiteFor);
      if (suite.isPresent()) {
        return Optional.of(
            new SelectedPsk(index, key.orElseThrow(), suite.get(), keyExchange.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * With a key exchange wherever possible: true; without one if both sides allow it: false.
   * "Servers MUST NOT select a key exchange mode that is not listed by the client." (§4.3.9)
   */
  private Optional<Boolean> mode() {
    List<Integer> modes =
        offer
            .hello()
            .extensions()
            .find(PskKeyExchangeModes.class)
            .map(PskKeyExchangeModes::keModes)
            .orElse(List.of());
    List<NamedGroup> groups = config.groups();
    if (modes.contains(PskKeyExchangeModes.PSK_DHE_KE)
        && offer.groups().stream().anyMatch(groups::contains)) {
      return Optional.of(true);
    }
    return config.allowsPskWithoutKeyExchange() && modes.contains(PskKeyExchangeModes.PSK_KE)
        ? Optional.of(false)
        : Optional.empty();
  }

  private Optional<PreSharedKey> find(Bytes identity) {
    Optional<PreSharedKey> known = remembered.filter(key -> key.identity().equals(identity));
    return known
        .or(() -> external(identity))
        .or(() -> session(identity).map(found -> PreSharedKey.resuming(identity, found)));
  }

  private Optional<PreSharedKey> external(Bytes identity) {
    // "certificate_required" is about certificates; a key does not replace one
    return config.clientAuthentication() == ClientAuthentication.NEEDED
        ? Optional.empty()
        : ExternalPsk.find(config.externalPsks(), identity)
            .map(PreSharedKey::external)
            .or(() -> PskImporter.find(config.importedPsks(), identity, config.crypto().hashes()));
  }

  private Optional<Session13> session(Bytes ticket) {
    Optional<Session> found =
        config.tickets().isPresent()
            ? config.tickets().get().open(ticket)
            : config.sessions().take(SessionKey.server13(ticket));
    return found
        .filter(Session13.class::isInstance)
        .map(Session13.class::cast)
        .filter(this::isAcceptable);
  }

  private boolean isAcceptable(Session13 session) {
    Instant now = config.clock().instant();
    SessionOrigin origin = session.origin();
    Duration age = Duration.between(origin.authenticated(), now);
    if (session.isExpired(now) || age.compareTo(config.sessionLifetime()) >= 0) {
      return false;
    }
    // The RFC leaves it to the client; but what one virtual host believes of a client need not hold
    // for another one, so another name means a full handshake.
    if (!origin.serverName().equals(offer.serverName())) {
      return false;
    }
    if (origin.peerChain().isEmpty()) {
      return config.clientAuthentication() != ClientAuthentication.NEEDED;
    }
    return origin.peerChain().get(0).publicKey().isPresent()
        && !now.isAfter(origin.peerChain().get(0).notAfter());
  }

  /**
   * "Any ticket MUST only be resumed with a cipher suite that has the same KDF hash algorithm"
   * (§4.7.1); the session's own first, as early data needs it.
   */
  private Optional<Suite13> suiteFor(PreSharedKey key) {
    HashAlgorithm hash = key.hash();
    List<Suite13> usable =
        suites.stream()
            .filter(suite -> suite.hash() == hash)
            .filter(suite -> offer.hello().cipherSuites().contains(suite.codePoint()))
            .toList();
    return key.session()
        .map(Session13::suite)
        .filter(usable::contains)
        .or(() -> usable.stream().findFirst());
  }
}
