package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.TicketRequestClientHello;
import dev.clasp.tls.handshake.schedule.MainSecret;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.List;
import java.util.Optional;

/** Which tickets a server sends behind the client's Finished (RFC 9846 §4.7.1, RFC 9149). */
record ServerTickets(ServerHandshake13 handshake) {
  /** How many to send. */
  int count() {
    ServerConfig config = handshake.config();
    if (!config.resumes() || !clientCanResume()) {
      return 0;
    }
    boolean resumed = handshake.psk().isPresent();
    Optional<TicketRequestClientHello> request = request();
    if (request.isEmpty()) {
      return resumed ? Math.min(1, config.ticketCount()) : config.ticketCount();
    }
    int wanted = resumed ? request.get().resumptionCount() : request.get().newSessionCount();
    return Math.min(wanted, ServerConfig.MAX_TICKETS);
  }

  Optional<TicketRequestClientHello> request() {
    return handshake.offer().hello().extensions().find(TicketRequestClientHello.class);
  }

  /** "Servers SHOULD NOT send NewSessionTicket with tickets that are not compatible" (§4.3.9). */
  private boolean clientCanResume() {
    List<Integer> modes =
        handshake
            .offer()
            .hello()
            .extensions()
            .find(PskKeyExchangeModes.class)
            .map(PskKeyExchangeModes::keModes)
            .orElse(List.of());
    return modes.contains(PskKeyExchangeModes.PSK_DHE_KE)
        || (handshake.config().allowsPskWithoutKeyExchange()
            && modes.contains(PskKeyExchangeModes.PSK_KE));
  }

  /** What tickets are made of; empty when this connection cannot be resumed. */
  Optional<TicketSource> source(
      MainSecret main, Transcript clientFinished, Optional<PeerAuthenticated> peer) {
    return handshake.config().resumes() && clientCanResume()
        ? Optional.of(
            new TicketSource(
                handshake.config(),
                handshake.suite(),
                origin(peer),
                main.resumption(clientFinished),
                0,
                ConnectionSessions.NONE))
        : Optional.empty();
  }

  private SessionOrigin origin(Optional<PeerAuthenticated> peer) {
    ServerConfig config = handshake.config();
    return handshake
        .psk()
        .flatMap(psk -> psk.key().session())
        .map(session -> session.origin().withApplicationProtocol(handshake.protocol()))
        .orElseGet(
            () ->
                SessionOrigin.of(
                    config.crypto().random(),
                    config.clock().instant(),
                    handshake.offer().serverName(),
                    handshake.protocol(),
                    peer.flatMap(PeerAuthenticated::path)
                        .map(PathValidated::path)
                        .orElse(List.of())));
  }
}
