package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.EarlyDataNewSessionTicket;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.schedule.ResumptionSecret;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.PathValidated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tickets of one connection are made of, at the end of its handshake and whenever the
 * server sends more (RFC 9846 §4.7.1).
 *
 * @param origin of the session they resume
 * @param issued how many there were before
 * @param sessions to forget if the connection fails: what the tickets only name
 */
record TicketSource(
    ServerConfig config,
    Suite13 suite,
    SessionOrigin origin,
    ResumptionSecret resumption,
    int issued,
    ConnectionSessions sessions) {
  /** "opaque ticket<1..2^16-1>": a session with a long chain of the client's may not fit. */
  private static final int MAX_TICKET_LENGTH = 0xFFFF;

  /** Of a ticket that is only a name for a session in the store. */
  private static final int NAME_LENGTH = 32;

  /**
   * Some tickets.
   *
   * @param messages framed, one behind the other; empty when they would be too long, or are not to
   *     live at all
   * @param rest to make further ones
   */
  record Issued(Bytes messages, TicketSource rest) {}

  Issued issue(int count) {
    Bytes messages = Bytes.empty();
    List<SessionKey> keys = new ArrayList<>(sessions.keys());
    for (int number = issued; number < issued + count; number++) {
      messages = messages.plus(message(nonce(number), keys));
    }
    return new Issued(
        messages,
        new TicketSource(
            config,
            suite,
            origin,
            resumption,
            issued + count,
            new ConnectionSessions(config.sessions(), keys)));
  }

  /** The client has said who it is behind the handshake: a new authentication, a new session. */
  TicketSource identified(PeerAuthenticated client) {
    SessionOrigin identified =
        SessionOrigin.of(
            config.crypto().random(),
            config.clock().instant(),
            origin.serverName(),
            origin.applicationProtocol(),
            client.path().map(PathValidated::path).orElse(List.of()));
    return new TicketSource(config, suite, identified, resumption, issued, sessions);
  }

  /** "unique across all tickets issued on this connection" */
  private static Bytes nonce(int number) {
    return number <= 0xFF
        ? Bytes.of(number)
        : Bytes.of(number >>> 24, number >>> 16 & 0xFF, number >>> 8 & 0xFF, number & 0xFF);
  }

  private Bytes message(Bytes nonce, List<SessionKey> keys) {
    CryptoProvider crypto = config.crypto();
    Instant now = config.clock().instant();
    // What is left since the full handshake, so that resumptions do not stretch it (§4.7.1).
    Duration lifetime =
        config.sessionLifetime().minus(Duration.between(origin.authenticated(), now));
    if (lifetime.toSeconds() < 1) {
      return Bytes.empty();
    }
    // "The server MUST generate a fresh value for each ticket it sends."
    long ageAdd = uint32(crypto);
    Session13 session =
        new Session13(
            origin,
            suite,
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
    long maxSize = config.earlyData().maxSize();
    return maxSize == 0 ? Extensions.EMPTY : Extensions.of(new EarlyDataNewSessionTicket(maxSize));
  }

  private Bytes ticket(Session13 session, List<SessionKey> keys) {
    if (config.tickets().isPresent()) {
      return config.tickets().get().seal(session);
    }
    Bytes name = config.crypto().random().bytes(NAME_LENGTH);
    SessionKey key = SessionKey.server13(name);
    config.sessions().put(key, session);
    keys.add(key);
    return name;
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
