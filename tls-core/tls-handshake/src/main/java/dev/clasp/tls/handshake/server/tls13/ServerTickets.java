package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.EarlyDataNewSessionTicket;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.TicketRequestClientHello;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.schedule.ResumptionSecret;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.x509.path.PathValidated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tickets a server sends behind the client's Finished (RFC 9846 §4.7.1, RFC 9149). */
record ServerTickets(ServerHandshake13 handshake) {
  /** "opaque ticket<1..2^16-1>": a session with a long chain of the client's may not fit. */
  private static final int MAX_TICKET_LENGTH = 0xFFFF;

  /** Of a ticket that is only a name for a session in the store. */
  private static final int NAME_LENGTH = 32;

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

  /**
   * Tickets that were made.
   *
   * @param messages framed, one behind the other
   * @param sessions what the tickets only name; empty where they hold it themselves
   */
  record Issued(Bytes messages, ConnectionSessions sessions) {
    static final Issued NONE = new Issued(Bytes.empty(), ConnectionSessions.NONE);
  }

  Issued issue(ResumptionSecret resumption, Optional<PeerAuthenticated> peer) {
    SessionOrigin origin = origin(peer);
    Bytes messages = Bytes.empty();
    List<SessionKey> keys = new ArrayList<>();
    for (int number = 0; number < count(); number++) {
      messages = messages.plus(message(number, origin, resumption, keys));
    }
    return new Issued(messages, new ConnectionSessions(handshake.config().sessions(), keys));
  }

  /** Empty when the ticket would be too long, or is not to live at all. */
  private Bytes message(
      int number, SessionOrigin origin, ResumptionSecret resumption, List<SessionKey> keys) {
    ServerConfig config = handshake.config();
    CryptoProvider crypto = config.crypto();
    Instant now = config.clock().instant();
    // What is left since the full handshake, so that resumptions do not stretch it (§4.7.1).
    Duration lifetime =
        config.sessionLifetime().minus(Duration.between(origin.authenticated(), now));
    if (lifetime.toSeconds() < 1) {
      return Bytes.empty();
    }
    // "unique across all tickets issued on this connection"
    Bytes nonce = Bytes.of(number);
    // "The server MUST generate a fresh value for each ticket it sends."
    long ageAdd = uint32(crypto);
    Session13 session =
        new Session13(
            origin,
            handshake.suite(),
            resumption.psk(nonce),
            Bytes.empty(),
            ageAdd,
            now,
            Duration.ofSeconds(lifetime.toSeconds()),
            config.earlyData().maxSize());
    Bytes ticket = ticket(session, keys);
    return ticket.size() > MAX_TICKET_LENGTH
        ? Bytes.empty()
        : new NewSessionTicket13(lifetime.toSeconds(), ageAdd, nonce, ticket, extensions())
            .framed();
  }

  private Extensions extensions() {
    long maxSize = handshake.config().earlyData().maxSize();
    return maxSize == 0 ? Extensions.EMPTY : Extensions.of(new EarlyDataNewSessionTicket(maxSize));
  }

  private Bytes ticket(Session13 session, List<SessionKey> keys) {
    ServerConfig config = handshake.config();
    if (config.tickets().isPresent()) {
      return config.tickets().get().seal(session);
    }
    Bytes name = config.crypto().random().bytes(NAME_LENGTH);
    SessionKey key = SessionKey.server13(name);
    config.sessions().put(key, session);
    keys.add(key);
    return name;
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

  private static long uint32(CryptoProvider crypto) {
    Bytes random = crypto.random().bytes(4);
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | random.get(i);
    }
    return value;
  }
}
