package dev.clasp.tls.handshake.psk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeEvent.PeerIdentified;
import dev.clasp.tls.handshake.HandshakeEvent.SessionResumed;
import dev.clasp.tls.handshake.HandshakeEvent.TicketReceived;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.PathValidated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Resumption from one end to the other (RFC 9846 §2.2, §4.7.1, RFC 9149). */
class ResumptionTest {
  private final Resuming world = new Resuming();

  private static boolean resumed(Loopback loopback) {
    boolean client = loopback.client().event(SessionResumed.class).isPresent();
    boolean server = loopback.server().event(SessionResumed.class).isPresent();
    assertEquals(client, server, "both see the same");
    assertEquals(!client, loopback.client().event(PeerIdentified.class).isPresent());
    return client;
  }

  private static List<NewSessionTicket13> tickets(Loopback loopback) {
    return loopback.client().events().stream()
        .filter(TicketReceived.class::isInstance)
        .map(event -> ((TicketReceived) event).ticket())
        .toList();
  }

  @Test
  @DisplayName("a ticket that holds the session resumes it")
  void resumesWithTickets() {
    assertFalse(resumed(world.connect()));
    assertTrue(resumed(world.connect()));
    assertTrue(resumed(world.connect()));
  }

  @Test
  @DisplayName("a ticket that names a session in the store resumes it")
  void resumesFromTheStore() {
    world.stateful();
    assertFalse(resumed(world.connect()));
    assertTrue(resumed(world.connect()));
    assertEquals(2, world.serverStore.size(), "one of two is used, and replaced by one");
  }

  @Test
  @DisplayName("nothing is kept or sent unless told to")
  void offByDefault() {
    Loopback loopback = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect();

    assertEquals(List.of(), tickets(loopback));
  }

  @Test
  @DisplayName("identity, time, name, protocol and chain of the session survive")
  void theOriginSurvives() {
    world.client = builder -> builder.applicationProtocols(List.of("h2"));
    world.server = builder -> builder.tickets(world.protector).applicationProtocols(List.of("h2"));
    PathValidated path = world.connect().client().event(PeerIdentified.class).orElseThrow().path();
    world.now = world.now.plusSeconds(10);
    SessionOrigin first = origin(world.connect().client());
    world.now = world.now.plusSeconds(10);
    Loopback third = world.connect();
    SessionOrigin second = origin(third.client());

    assertEquals(first.id(), second.id());
    assertEquals(TestCertificates.NOW, second.authenticated());
    assertEquals(Optional.of(TestCertificates.HOST), second.serverName());
    assertEquals(Optional.of("h2"), second.applicationProtocol());
    assertEquals(path.path(), second.peerChain());
    assertEquals(
        Optional.of(path.path()),
        third
            .client()
            .event(SessionResumed.class)
            .flatMap(SessionResumed::peer)
            .map(PathValidated::path));
    assertEquals(first.id().size(), SessionOrigin.ID_LENGTH);
    assertEquals(origin(third.server()).serverName(), second.serverName());
  }

  private static SessionOrigin origin(TestPeer peer) {
    return peer.event(SessionResumed.class).orElseThrow().origin();
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: nonce, age_add and ticket are fresh for each ticket")
  void ticketsDiffer() {
    world.server = builder -> builder.tickets(world.protector).ticketCount(5);
    List<NewSessionTicket13> tickets = tickets(world.connect());

    assertEquals(5, tickets.size());
    assertEquals(5, new HashSet<>(tickets.stream().map(t -> t.ticketNonce()).toList()).size());
    assertEquals(5, new HashSet<>(tickets.stream().map(t -> t.ticketAgeAdd()).toList()).size());
    assertEquals(5, new HashSet<>(tickets.stream().map(t -> t.ticket()).toList()).size());
    assertEquals(
        Set.of(86_400L), new HashSet<>(tickets.stream().map(t -> t.ticketLifetime()).toList()));
  }

  @Test
  @DisplayName("a full handshake ends with two tickets, a resumed one with one")
  void defaultCounts() {
    assertEquals(2, tickets(world.connect()).size());
    assertEquals(1, tickets(world.connect()).size());
  }

  @Test
  @DisplayName("RFC 9149 §3: the client gets as many tickets as it asks for, within our limit")
  void ticketRequest() {
    world.client = builder -> builder.ticketRequest(4, 3);
    assertEquals(4, tickets(world.connect()).size());
    assertEquals(3, tickets(world.connect()).size());

    world.client = builder -> builder.ticketRequest(200, 0);
    assertEquals(0, tickets(world.connect()).size(), "resumed");
    world.clientStore.remove(SessionKey.client13(TestConfigs.SERVER));
    assertEquals(ServerConfig.MAX_TICKETS, tickets(world.connect()).size());
  }

  @Test
  @DisplayName("RFC 9846 §C.4: the client uses each ticket once")
  void theClientUsesATicketOnce() {
    world.server = builder -> builder.tickets(world.protector).ticketCount(1);
    world.connect();
    assertEquals(1, world.clientStore.size());
    world.loopback();
    assertEquals(0, world.clientStore.size());
  }

  @Test
  @DisplayName("RFC 9846 §8.1: a ticket that names a session in the store works once")
  void theServerAcceptsAStoredSessionOnce() {
    world.stateful();
    world.connect();
    Session session = world.clientStore.find(SessionKey.client13(TestConfigs.SERVER)).orElseThrow();
    assertTrue(resumed(world.connect()));
    world.clientStore.put(SessionKey.client13(TestConfigs.SERVER), session);
    assertFalse(resumed(world.connect()));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.11.1: a client does not use a ticket beyond its lifetime")
  void theClientHonoursTheLifetime() {
    world.server = builder -> builder.tickets(world.protector).sessionLifetime(Duration.ofHours(1));
    world.connect();
    world.now = world.now.plus(Duration.ofHours(1));
    Loopback loopback = world.loopback();
    assertEquals(0, world.clientStore.size(), "dropped");
    loopback.connect();
    assertFalse(resumed(loopback));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: resumptions do not stretch the session's life")
  void theLifetimeCountsFromTheFullHandshake() {
    world.connect();
    world.now = world.now.plus(Duration.ofHours(23));
    Loopback second = world.connect();
    assertTrue(resumed(second));
    assertEquals(3600, tickets(second).get(0).ticketLifetime());
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: no ticket is used for longer than 7 days")
  void theClientCapsTheLifetime() {
    world
        .loopback()
        .toClient(
            NewSessionTicket13.class,
            ticket ->
                new NewSessionTicket13(
                    0xFFFF_FFFFL,
                    ticket.ticketAgeAdd(),
                    ticket.ticketNonce(),
                    ticket.ticket(),
                    ticket.extensions()))
        .connect();

    assertEquals(
        Duration.ofDays(7),
        world.clientStore.find(SessionKey.client13(TestConfigs.SERVER)).orElseThrow().lifetime());
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: a lifetime of 0 means to discard the ticket")
  void aTicketWithoutLifetimeIsDiscarded() {
    world
        .loopback()
        .toClient(
            NewSessionTicket13.class,
            ticket ->
                new NewSessionTicket13(
                    0,
                    ticket.ticketAgeAdd(),
                    ticket.ticketNonce(),
                    ticket.ticket(),
                    ticket.extensions()))
        .connect();

    assertEquals(0, world.clientStore.size());
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: only with a suite of the same hash")
  void theHashMustMatch() {
    world.connect(); // TLS_AES_128_GCM_SHA256
    world.client = builder -> builder.suites(List.of(Suite13.TLS_AES_256_GCM_SHA384));
    assertFalse(resumed(world.connect()));
    world.client = builder -> builder;
    Loopback loopback = world.connect();
    assertTrue(resumed(loopback));
    assertEquals(
        HashAlgorithm.SHA384,
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().suite().hash(),
        "the session's suite, though ours prefers another");
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: another suite of the same hash will do")
  void anotherSuiteOfTheSameHash() {
    world.connect();
    world.client = builder -> builder.suites(List.of(Suite13.TLS_CHACHA20_POLY1305_SHA256));
    assertTrue(resumed(world.connect()));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: not for another server name")
  void theNameMustMatch() {
    world.connect();
    world.client = builder -> builder.sendServerName(false);
    assertFalse(resumed(world.connect()), "the client does not offer it");

    world.clientStore.remove(SessionKey.client13(TestConfigs.SERVER));
    world.client = builder -> builder;
    world.connect();
    Session13 session =
        (Session13) world.clientStore.take(SessionKey.client13(TestConfigs.SERVER)).orElseThrow();
    world.clientStore.remove(SessionKey.client13(TestConfigs.SERVER));
    SessionOrigin origin = session.origin();
    world.clientStore.put(
        SessionKey.client13(TestConfigs.SERVER),
        new Session13(
            new SessionOrigin(
                origin.id(),
                origin.authenticated(),
                Optional.empty(),
                Optional.empty(),
                origin.peerChain()),
            session.suite(),
            session.secret(),
            session.ticket(),
            session.ticketAgeAdd(),
            session.issued(),
            session.lifetime(),
            0));
    world.client = builder -> builder.sendServerName(false);
    assertFalse(resumed(world.connect()), "the server does not accept it");
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: not when the certificate is for another name or has expired")
  void theCertificateMustStillDo() {
    world.connect();
    world.now = world.now.plus(Duration.ofHours(23)); // the tickets would last as long
    assertTrue(resumed(world.connect()));
    world.clientStore.put(
        SessionKey.client13(TestConfigs.SERVER),
        withChain(TestCertificates.server("other.test", "P-256", 0x80).chain()));
    world.clientStore.take(SessionKey.client13(TestConfigs.SERVER)).orElseThrow();
    world.clientStore.remove(SessionKey.client13(TestConfigs.SERVER));
    world.clientStore.put(
        SessionKey.client13(TestConfigs.SERVER),
        withChain(TestCertificates.server("other.test", "P-256", 0x80).chain()));
    assertFalse(resumed(world.connect()));
  }

  private Session13 withChain(List<dev.clasp.tls.x509.Certificate> chain) {
    return new Session13(
        SessionOrigin.of(
            Resuming.CRYPTO.random(),
            world.now,
            Optional.of(TestCertificates.HOST),
            Optional.empty(),
            chain),
        Suite13.TLS_AES_128_GCM_SHA256,
        Resuming.CRYPTO.random().secret(32),
        Resuming.CRYPTO.random().bytes(100),
        0,
        world.now,
        Duration.ofHours(1),
        0);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: resumption goes through a HelloRetryRequest")
  void resumesBehindARetry() {
    for (boolean stateful : List.of(false, true)) {
      Resuming each = stateful ? new Resuming().stateful() : new Resuming();
      each.connect();
      each.client = builder -> builder.keyShares(List.of());
      Loopback loopback = each.connect();
      assertTrue(loopback.client().event(HandshakeEvent.HelloRetried.class).isPresent());
      assertTrue(resumed(loopback), "stateful: " + stateful);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: a key of another hash is removed behind a HelloRetryRequest")
  void aKeyOfAnotherHashIsRemovedBehindARetry() {
    world.connect();
    world.client = builder -> builder.keyShares(List.of());
    world.server =
        builder -> builder.tickets(world.protector).suites(List.of(Suite13.TLS_AES_256_GCM_SHA384));
    Loopback loopback = world.connect();
    assertTrue(loopback.client().event(HandshakeEvent.HelloRetried.class).isPresent());
    assertFalse(resumed(loopback));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.9: psk_ke where both allow it and there is no common group")
  void withoutKeyExchange() {
    world.client = builder -> builder.allowPskWithoutKeyExchange();
    world.server = builder -> builder.tickets(world.protector).allowPskWithoutKeyExchange();
    world.connect();
    world.client =
        builder -> builder.allowPskWithoutKeyExchange().groups(List.of(NamedGroup.SECP521R1));
    world.server =
        builder ->
            builder
                .tickets(world.protector)
                .allowPskWithoutKeyExchange()
                .groups(List.of(NamedGroup.X25519));
    Loopback loopback = world.connect();
    assertTrue(resumed(loopback));
    assertEquals(
        Optional.empty(),
        loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.9: with a key exchange wherever possible")
  void prefersTheKeyExchange() {
    world.client = builder -> builder.allowPskWithoutKeyExchange();
    world.server = builder -> builder.tickets(world.protector).allowPskWithoutKeyExchange();
    world.connect();
    Loopback loopback = world.connect();
    assertTrue(resumed(loopback));
    assertTrue(
        loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().group().isPresent());
  }

  @Test
  @DisplayName("a client's certificate survives; a server that needs one wants a full handshake")
  void clientCertificates() {
    world.connect(); // anonymous
    world.client =
        builder -> builder.credentials(CredentialSelector.of(TestCertificates.client("P-256")));
    world.server =
        builder ->
            builder
                .tickets(world.protector)
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust());
    Loopback full = world.connect();
    assertFalse(resumed(full));
    PathValidated client = full.server().event(PeerIdentified.class).orElseThrow().path();

    Loopback second = world.connect();
    assertTrue(resumed(second));
    assertEquals(
        Optional.of(client.path()),
        second
            .server()
            .event(SessionResumed.class)
            .flatMap(SessionResumed::peer)
            .map(PathValidated::path));
  }

  @Test
  @DisplayName("tickets of another key are ignored: a full handshake")
  void unknownTickets() {
    world.connect();
    Resuming other = new Resuming();
    world.server = other.server;
    assertFalse(resumed(world.connect()));
  }

  @Test
  @DisplayName("RFC 9846 §7.1: keys and exporters differ between resumptions")
  void theKeysDiffer() {
    world.connect();
    Loopback one = world.connect();
    Loopback other = world.connect();
    assertTrue(resumed(one) && resumed(other));
    assertNotEquals(one.client().writeEpoch(), other.client().writeEpoch());
    assertEquals(one.client().writeEpoch(), one.server().readEpoch());
  }
}
