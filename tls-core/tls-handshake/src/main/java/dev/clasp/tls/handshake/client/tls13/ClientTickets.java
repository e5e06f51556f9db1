package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.EarlyDataNewSessionTicket;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.schedule.ResumptionSecret;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import java.time.Duration;
import java.time.Instant;

/**
 * What the tickets of one connection stand for, and where they go (RFC 9846 §4.7.1).
 *
 * @param origin of the session they resume
 */
record ClientTickets(
    ClientHandshake13 handshake, SessionOrigin origin, ResumptionSecret resumption) {

  /** Where they are kept, with those of other connections to the server. */
  ConnectionSessions sessions() {
    return ConnectionSessions.of(handshake.config().sessions(), key());
  }

  private SessionKey key() {
    return SessionKey.client13(handshake.server());
  }

  /** Keeps the ticket, and tells the application. */
  Step received(NewSessionTicket13 ticket, Step step) {
    Secret psk = resumption.psk(ticket.ticketNonce());
    ClientConfig config = handshake.config();
    Instant now = config.clock().instant();
    Duration lifetime = lifetime(ticket, now);
    // "The value of zero indicates that the ticket should be discarded immediately."
    if (lifetime.compareTo(Duration.ZERO) > 0) {
      Session13 session =
          new Session13(
              origin,
              handshake.suite(),
              psk,
              ticket.ticket(),
              ticket.ticketAgeAdd(),
              now,
              lifetime,
              ticket
                  .extensions()
                  .find(EarlyDataNewSessionTicket.class)
                  .map(EarlyDataNewSessionTicket::maxEarlyDataSize)
                  .orElse(0L));
      config.sessions().put(key(), session);
    }
    return step.report(new HandshakeEvent.TicketReceived(ticket, psk));
  }

  /**
   * "Clients MUST NOT use tickets for longer than 7 days after issuance, regardless of the
   * ticket_lifetime"; and a week is also the most that resumptions of resumptions may stretch one
   * signature of the server: "RECOMMENDED that implementations place limits on the total lifetime".
   */
  private Duration lifetime(NewSessionTicket13 ticket, Instant now) {
    Duration told = Duration.ofSeconds(ticket.ticketLifetime());
    Duration left = Session.MAX_LIFETIME.minus(Duration.between(origin.authenticated(), now));
    return told.compareTo(left) < 0 ? told : left;
  }
}
