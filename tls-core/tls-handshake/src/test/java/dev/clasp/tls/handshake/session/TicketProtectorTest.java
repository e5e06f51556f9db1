package dev.clasp.tls.handshake.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.clasp.tls.crypto.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketProtectorTest {
  private Instant now = Sessions.NOW;
  private final InstantSource clock = () -> now;
  private final TicketProtector protector = with(TicketKeys.rotating(Sessions.CRYPTO, clock));

  private TicketProtector with(TicketKeys keys) {
    return new TicketProtector(Sessions.CRYPTO, keys, clock);
  }

  private static Session lasting(Duration lifetime) {
    Session13 session = Sessions.session13();
    return new Session13(
        session.origin(),
        session.suite(),
        session.secret(),
        session.ticket(),
        session.ticketAgeAdd(),
        session.issued(),
        lifetime,
        0);
  }

  @Test
  void opensItsOwnTickets() {
    Session13 session13 = Sessions.session13();
    Session12 session12 = Sessions.session12();

    assertEquals(Optional.of(session13), protector.open(protector.seal(session13)));
    assertEquals(Optional.of(session12), protector.open(protector.seal(session12)));
  }

  @Test
  void twoTicketsForOneSessionHaveNothingInCommonButTheKeyName() {
    Session13 session = Sessions.session13();
    Bytes one = protector.seal(session);
    Bytes other = protector.seal(session);

    assertEquals(one.first(16), other.first(16));
    assertNotEquals(one.slice(16, 48), other.slice(16, 48));
  }

  @Test
  void aChangedTicketIsNone() {
    byte[] ticket = protector.seal(Sessions.session12()).toArray();
    for (int i = 0; i < ticket.length; i++) {
      byte[] changed = ticket.clone();
      changed[i] ^= 1;
      assertEquals(Optional.empty(), protector.open(Bytes.copyOf(changed)));
      assertEquals(Optional.empty(), protector.open(Bytes.copyOf(ticket, 0, i)));
    }
  }

  @Test
  void anExpiredSessionIsNone() {
    Bytes ticket = protector.seal(lasting(Duration.ofMinutes(5)));
    now = now.plus(Duration.ofMinutes(5));

    assertEquals(Optional.empty(), protector.open(ticket));
  }

  @Test
  void aKeySealsForOnePeriodAndOpensForThree() {
    Session session = lasting(Session.MAX_LIFETIME);
    Bytes first = protector.seal(session);
    now = now.plus(TicketKeys.PERIOD);
    Bytes second = protector.seal(session);

    assertNotEquals(first.first(16), second.first(16));
    now = now.plus(TicketKeys.PERIOD);
    assertEquals(Optional.of(session), protector.open(first));
    now = now.plus(TicketKeys.PERIOD);
    assertEquals(Optional.empty(), protector.open(first));
    assertEquals(Optional.of(session), protector.open(second));
  }

  @Test
  void serversWithASharedSecretOpenEachOthersTickets() {
    var secret = Sessions.CRYPTO.random().secret(32);
    TicketProtector one = with(TicketKeys.shared(Sessions.CRYPTO, secret, clock));
    TicketProtector other = with(TicketKeys.shared(Sessions.CRYPTO, secret, clock));
    TicketProtector stranger =
        with(TicketKeys.shared(Sessions.CRYPTO, Sessions.CRYPTO.random().secret(32), clock));
    Session session = lasting(Session.MAX_LIFETIME);
    Bytes ticket = one.seal(session);

    assertEquals(Optional.of(session), other.open(ticket));
    assertEquals(Optional.empty(), stranger.open(ticket));
    now = now.plus(TicketKeys.PERIOD.multipliedBy(3));
    assertEquals(Optional.empty(), other.open(ticket), "the key is too old");
  }

  @Test
  void aServerWithAClockBehindOpensTicketsOfTheNextPeriod() {
    var secret = Sessions.CRYPTO.random().secret(32);
    TicketKeys ahead =
        TicketKeys.shared(Sessions.CRYPTO, secret, () -> now.plus(TicketKeys.PERIOD));
    TicketKeys behind = TicketKeys.shared(Sessions.CRYPTO, secret, clock);

    assertEquals(Optional.of(ahead.current()), behind.find(ahead.current().name()));
  }
}
