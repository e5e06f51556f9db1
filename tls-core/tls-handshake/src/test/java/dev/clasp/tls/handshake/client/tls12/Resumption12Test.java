package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sessions by id (RFC 5246 §7.3) and by ticket (RFC 5077). */
class Resumption12Test {
  private static final Bytes ID = Bytes.fromHex("0102030405060708");
  private static final Bytes TICKET = Bytes.fromHex("aabbccdd");
  private static final SessionKey KEY = SessionKey.client12(TestConfigs.SERVER);

  private final SessionStore sessions =
      InMemorySessions.standard(InstantSource.fixed(TestCertificates.NOW));

  private ClientConfig.Builder client() {
    return Servers12.client().sessions(sessions);
  }

  private Session12 kept() {
    return (Session12) sessions.find(KEY).orElseThrow();
  }

  /** A full handshake that leaves a session with an id. */
  private void sessionById() throws TlsException {
    ScriptedServer12 first = Servers12.ecdhe(client());
    first.send(Hellos.sessionId(first.hello(), ID));
    rest(first);
  }

  /** A full handshake that leaves a ticket. */
  private void sessionByTicket(long lifetimeHint) throws TlsException {
    ScriptedServer12 first = Servers12.ecdhe(client());
    first
        .helloFlight(new SessionTicket(Bytes.empty()))
        .takeFlight(List.of())
        .send(new NewSessionTicket12(lifetimeHint, TICKET))
        .sendChangeCipherSpec()
        .sendFinished();
    assertTrue(first.client.isConnected());
  }

  private static void rest(ScriptedServer12 server) throws TlsException {
    server
        .send(server.certificate())
        .send(server.keyExchange(server.ecdhe(dev.clasp.tls.protocol.NamedGroup.X25519)))
        .send(new dev.clasp.tls.handshake.message.ServerHelloDone())
        .takeFlight(List.of())
        .sendChangeCipherSpec()
        .sendFinished();
    assertTrue(server.client.isConnected());
  }

  private static ServerHello echo(ScriptedServer12 server) {
    return Hellos.sessionId(server.hello(), server.clientHello.legacySessionId().bytes());
  }

  @Test
  void resumesById() throws TlsException {
    sessionById();
    Session12 session = kept();
    assertEquals(ID, session.sessionId().bytes());

    ScriptedServer12 again = Servers12.ecdhe(client());
    assertEquals(ID, again.clientHello.legacySessionId().bytes());
    again.send(echo(again));
    again.resume(session.secret());
    again.sendChangeCipherSpec().sendFinished();

    assertTrue(again.client.isConnected());
    assertEquals(1, again.client.changeCipherSpecs());
    again.takeFlight(List.of());
    assertEquals(List.of(Finished.class), again.received.stream().map(Object::getClass).toList());
    HandshakeEvent.SessionResumed resumed =
        again.client.event(HandshakeEvent.SessionResumed.class).orElseThrow();
    assertEquals(session.origin(), resumed.origin());
    assertEquals(
        TestCertificates.server("P-256").endEntity().subject(),
        resumed.peer().orElseThrow().leaf().subject());
  }

  @Test
  void resumesByTicketAndKeepsTheNewOne() throws TlsException {
    sessionByTicket(3600);
    Session12 session = kept();
    assertEquals(TICKET, session.ticket());
    assertEquals(Duration.ofHours(1), session.lifetime());

    ScriptedServer12 again = Servers12.ecdhe(client());
    assertEquals(
        Optional.of(new SessionTicket(TICKET)),
        again.clientHello.extensions().find(SessionTicket.class));
    assertEquals(32, again.clientHello.legacySessionId().bytes().size());
    again.send(Hellos.with(echo(again), new SessionTicket(Bytes.empty())));
    again.resume(session.secret());
    Bytes newer = Bytes.of(9);
    again.send(new NewSessionTicket12(0, newer)).sendChangeCipherSpec().sendFinished();

    assertTrue(again.client.isConnected());
    assertEquals(newer, kept().ticket());
    assertEquals(session.origin(), kept().origin());
    assertEquals(Duration.ofHours(24), kept().lifetime());
  }

  @Test
  @DisplayName("RFC 5077 §3.4: a ticket the server refuses leads to a full handshake")
  void aRefusedTicket() throws TlsException {
    sessionByTicket(0);
    ScriptedServer12 again = Servers12.ecdhe(client());

    again.send(again.hello());
    rest(again);

    assertTrue(again.client.event(HandshakeEvent.SessionResumed.class).isEmpty());
  }

  @Test
  @DisplayName("RFC 5077 §3.3: an empty ticket is none")
  void anEmptyTicket() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(client());
    server
        .helloFlight(new SessionTicket(Bytes.empty()))
        .takeFlight(List.of())
        .send(new NewSessionTicket12(0, Bytes.empty()))
        .sendChangeCipherSpec()
        .sendFinished();

    assertTrue(server.client.isConnected());
    assertEquals(Optional.empty(), sessions.find(KEY));
  }

  @Test
  @DisplayName("RFC 5077 §3.3: an announced NewSessionTicket that does not come")
  void announcedTicketMissing() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(client());
    server.helloFlight(new SessionTicket(Bytes.empty())).takeFlight(List.of());

    server.fails(
        AlertDescription.UNEXPECTED_MESSAGE,
        Rfc.rfc5246("6"),
        ScriptedServer12::sendChangeCipherSpec);
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: another cipher suite than the session's")
  void anotherSuite() throws TlsException {
    sessionById();

    Servers12.ecdhe(client())
        .fails(
            AlertDescription.ILLEGAL_PARAMETER,
            Rfc.rfc5246("7.4.1.3"),
            server ->
                server.send(
                    Hellos.suite(
                        echo(server),
                        Suite12.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384.codePoint())));
  }

  @Test
  @DisplayName("RFC 7627 §5.3: a session with extended_main_secret goes on without it")
  void extendedMainSecretIsLost() throws TlsException {
    sessionById();

    Servers12.ecdhe(client().allowMissingExtendedMainSecret())
        .fails(
            AlertDescription.HANDSHAKE_FAILURE,
            Rfc.rfc(7627, "5.3"),
            server ->
                server.send(Hellos.without(echo(server), ExtensionType.EXTENDED_MAIN_SECRET)));
  }

  @Test
  @DisplayName("RFC 7627 §5.3: a session without extended_main_secret is not offered again")
  void sessionsWithoutExtendedMainSecret() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(client().allowMissingExtendedMainSecret());
    server.send(
        Hellos.without(Hellos.sessionId(server.hello(), ID), ExtensionType.EXTENDED_MAIN_SECRET));
    rest(server);

    assertEquals(Optional.empty(), sessions.find(KEY));
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: a session whose Finished is wrong is forgotten")
  void wrongFinished() throws TlsException {
    sessionById();
    ScriptedServer12 again = Servers12.ecdhe(client());
    again.send(echo(again));
    again.resume(kept().secret());
    again.sendChangeCipherSpec();

    again.fails(
        AlertDescription.DECRYPT_ERROR,
        Rfc.rfc5246("7.4.9"),
        server -> server.send(new Finished(Bytes.copyOf(new byte[12]))));
    again.client.receiving().onFatalAlert();

    assertEquals(Optional.empty(), sessions.find(KEY));
  }

  @Test
  void whoKeepsNoSessionsAsksForNoTicket() {
    assertEquals(
        false, Servers12.ecdhe().clientHello.extensions().contains(ExtensionType.SESSION_TICKET));
  }

  @Test
  void anExpiredSessionIsNotOffered() throws TlsException {
    sessionByTicket(3600);
    InstantSource later = InstantSource.fixed(TestCertificates.NOW.plusSeconds(3601));

    ScriptedServer12 again = Servers12.ecdhe(client().clock(later));

    assertEquals(
        Optional.of(new SessionTicket(Bytes.empty())),
        again.clientHello.extensions().find(SessionTicket.class));
    assertTrue(again.clientHello.legacySessionId().isEmpty());
  }

  @Test
  void aSessionOfASuiteWeDroppedIsNotOffered() throws TlsException {
    sessionById();

    ScriptedServer12 again =
        Servers12.ecdhe(
            client().suites12(List.of(Suite12.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)));

    assertTrue(again.clientHello.legacySessionId().isEmpty());
  }
}
