package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.psk.PskImporter;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which pre-shared keys a client offers: a ticket first, then keys from outside. */
final class ClientPsks {
  private ClientPsks() {}

  static List<PreSharedKey> offered(ClientConfig config, ReferenceIdentity server) {
    Set<HashAlgorithm> hashes =
        config.suites().stream().map(Suite13::hash).collect(Collectors.toUnmodifiableSet());
    List<PreSharedKey> keys = new ArrayList<>();
    ticket(config, server, hashes)
        .ifPresent(session -> keys.add(PreSharedKey.resuming(session.ticket(), session)));
    for (ExternalPsk psk : config.externalPsks()) {
      if (hashes.contains(psk.hash())) {
        keys.add(PreSharedKey.external(psk));
      }
    }
    config.importedPsks().stream()
        .flatMap(psk -> PskImporter.keys(psk, config.crypto().hashes()).stream())
        .filter(key -> hashes.contains(key.hash()))
        .forEach(keys::add);
    return List.copyOf(keys);
  }

  /**
   * The newest usable ticket; "Clients SHOULD NOT reuse a ticket" (RFC 9846 §C.4), so it is taken.
   */
  private static Optional<Session13> ticket(
      ClientConfig config, ReferenceIdentity server, Set<HashAlgorithm> hashes) {
    SessionKey key = SessionKey.client13(server);
    for (Optional<Session> taken = config.sessions().take(key);
        taken.isPresent();
        taken = config.sessions().take(key)) {
      if (taken.get() instanceof Session13 session
          && hashes.contains(session.suite().hash())
          && isUsable(session, config, server)) {
        return Optional.of(session);
      }
    }
    return Optional.empty();
  }

  private static boolean isUsable(
      Session13 session, ClientConfig config, ReferenceIdentity server) {
    Instant now = config.clock().instant();
    // "Clients MUST NOT attempt to use tickets which have ages greater than the ticket_lifetime
    // value which was provided with the ticket." (§4.3.11.1)
    if (session.isExpired(now) || session.ticket().isEmpty()) {
      return false;
    }
    // "SHOULD only resume if the SNI value matches the one used in the original session" (§4.7.1)
    if (!session.origin().serverName().equals(ClientOffer.serverName(config, server))) {
      return false;
    }
    // "Clients MUST only resume if the new SNI value is valid for the server certificate presented
    // in the original session" (§4.7.1); and a certificate that has expired since is no longer one
    // we believe. Without a certificate the session goes back to a key from outside.
    List<Certificate> chain = session.origin().peerChain();
    return chain.isEmpty()
        ? !(config.externalPsks().isEmpty() && config.importedPsks().isEmpty())
        : server.matches(chain.get(0))
            && chain.get(0).publicKey().isPresent()
            && !now.isAfter(chain.get(0).notAfter());
  }
}
