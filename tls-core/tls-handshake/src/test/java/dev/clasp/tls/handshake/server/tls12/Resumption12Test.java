package dev.clasp.tls.handshake.server.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of TLS 1.2 that are resumed, by id and by ticket, and those that are not. */
class Resumption12Test {
  private Instant now = TestCertificates.NOW;
  private final InstantSource clock = () -> now;
  private final SessionStore clientSessions = InMemorySessions.standard(clock);
  private final SessionStore serverSessions = InMemorySessions.standard(clock);
  private final TicketProtector tickets =
      new TicketProtector(
          TestConfigs.CRYPTO, TicketKeys.rotating(TestConfigs.CRYPTO, clock), clock);

  /** How the server remembers. */
  enum Memory {
    IDS,
    TICKETS,
    BOTH
  }

  private ClientConfig.Builder client() {
    return Servers.client().sessions(clientSessions).clock(clock);
  }

  private ServerConfig.Builder server(Memory memory) {
    ServerConfig.Builder builder = Servers.server().clock(clock);
    if (memory != Memory.TICKETS) {
      builder.sessions(serverSessions);
    }
    if (memory != Memory.IDS) {
      builder.tickets(tickets);
    }
    return builder;
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  @DisplayName("RFC 5246 §7.3, RFC 5077 §3.1: an abbreviated handshake, and many of one session")
  void resumes(Memory memory) {
    assertFalse(resumed(Loopback.of(client(), server(memory)).connect()));

    for (int i = 0; i < 3; i++) {
      Loopback again = Loopback.of(client(), server(memory)).connect();

      assertTrue(resumed(again));
      assertEquals(1, again.server().changeCipherSpecs());
      assertEquals(
          exported(again.client().event(HandshakeEvent.HandshakeComplete.class).orElseThrow()),
          exported(again.server().event(HandshakeEvent.HandshakeComplete.class).orElseThrow()));
    }
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  @DisplayName("RFC 6066 §8: no status_request in answer to a resumption, which has no certificate")
  void noStatusWithoutACertificate(Memory memory) {
    ServerConfig server =
        ServerConfig.builder(
                TestConfigs.CRYPTO,
                CredentialSelector.of(
                    TestCertificates.server("P-256").withOcspResponse(Bytes.of(0x30, 0))))
            .sessions(memory == Memory.TICKETS ? SessionStore.NONE : serverSessions)
            .clock(clock)
            .tickets(tickets)
            .build();
    ClientConfig client = client().dangerous().acceptAnyCertificate().build();
    List<Boolean> answered = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Loopback.of(client, server)
          .toClient(
              ServerHello.class,
              hello -> {
                answered.add(hello.extensions().contains(ExtensionType.STATUS_REQUEST));
                return hello;
              })
          .connect();
    }

    assertEquals(List.of(true, false), answered);
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  @DisplayName("The client's certificate is inherited")
  void inheritsTheClient(Memory memory) {
    for (int i = 0; i < 2; i++) {
      Loopback loopback =
          Loopback.of(
                  client().credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
                  server(memory)
                      .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
              .connect();
      assertEquals(i == 1, resumed(loopback));
      if (i == 1) {
        assertEquals(
            "CN=client",
            loopback
                .server()
                .event(HandshakeEvent.SessionResumed.class)
                .orElseThrow()
                .peer()
                .orElseThrow()
                .leaf()
                .subject()
                .toString());
      }
    }
  }

  @Test
  @DisplayName("A session without a certificate is not resumed where one is needed")
  void needsACertificate() {
    Loopback.of(client(), server(Memory.TICKETS)).connect();

    Loopback second =
        Loopback.of(
            client().credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
            server(Memory.TICKETS)
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()));

    assertFalse(resumed(second.connect()));
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  @DisplayName("RFC 7627 §5.3: the session has an extended main secret, the hello does not")
  void givesUpTheExtendedMainSecret(Memory memory) {
    Loopback.of(client(), server(memory)).connect();

    Loopback.of(client(), server(memory).allowMissingExtendedMainSecret())
        .toServer(
            ClientHello.class, hello -> Hellos.without(hello, ExtensionType.EXTENDED_MAIN_SECRET))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, Rfc.rfc(7627, "5.3"));
  }

  @Test
  @DisplayName("RFC 6066 §3: another server_name is a full handshake")
  void anotherName() {
    fullWith(hello -> Hellos.with(hello, ServerNameList.ofHostName("other.test")));
    fullWith(hello -> Hellos.without(hello, ExtensionType.SERVER_NAME));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.2: a suite the client no longer offers is a full handshake")
  void anotherSuite() {
    fullWith(
        hello ->
            Hellos.suites(
                hello, List.of(Suite12.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384.codePoint())));
  }

  @Test
  @DisplayName("RFC 5077 §3.4: a ticket that is not ours is a full handshake")
  void strangeTicket() {
    fullWith(hello -> Hellos.with(hello, new SessionTicket(Bytes.copyOf(new byte[200]))));
    fullWith(hello -> Hellos.with(hello, new SessionTicket(Bytes.of(1))));
  }

  @Test
  @DisplayName("RFC 5077 §3.4: with a ticket the session id counts for nothing")
  void ticketBeatsId() {
    Loopback.of(client(), server(Memory.IDS)).connect();

    Loopback second =
        Loopback.of(client(), server(Memory.BOTH))
            .toServer(
                ClientHello.class,
                hello -> Hellos.with(hello, new SessionTicket(Bytes.copyOf(new byte[200]))));
    deliver(second);

    assertTrue(second.server().event(HandshakeEvent.Negotiated.class).isPresent());
    assertTrue(second.server().receiving() instanceof WaitClientKeyExchange);
  }

  @Test
  @DisplayName("A session expires")
  void expires() {
    Loopback.of(client(), server(Memory.TICKETS).sessionLifetime(Duration.ofHours(1))).connect();
    now = now.plus(Duration.ofHours(1));

    assertFalse(resumed(Loopback.of(client(), server(Memory.TICKETS)).connect()));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.3: a handshake that failed leaves no session")
  void failedHandshakes() {
    Loopback.of(client(), server(Memory.IDS))
        .toServer(Finished.class, finished -> new Finished(Bytes.copyOf(new byte[12])))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc5246("7.4.9"));

    assertFalse(resumed(Loopback.of(client(), server(Memory.IDS)).connect()));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: the client's Finished in an abbreviated handshake does not match")
  void wrongFinished() {
    Loopback.of(client(), server(Memory.TICKETS)).connect();

    Loopback.of(client(), server(Memory.TICKETS))
        .toServer(Finished.class, finished -> new Finished(Bytes.copyOf(new byte[12])))
        .serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc5246("7.4.9"));
  }

  /** Full or not is seen at the server: to the client, the ClientHello is another. */
  private void fullWith(UnaryOperator<ClientHello> edit) {
    Loopback.of(client(), server(Memory.TICKETS)).connect();
    Loopback second =
        Loopback.of(client(), server(Memory.TICKETS)).toServer(ClientHello.class, edit);
    deliver(second);

    assertTrue(second.server().receiving() instanceof WaitClientKeyExchange);
  }

  private static void deliver(Loopback loopback) {
    try {
      loopback.deliverToServer();
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean resumed(Loopback loopback) {
    boolean server = loopback.server().event(HandshakeEvent.SessionResumed.class).isPresent();
    assertEquals(server, loopback.client().event(HandshakeEvent.SessionResumed.class).isPresent());
    return server;
  }

  private static Object exported(HandshakeEvent.HandshakeComplete complete) {
    return complete.exporter().export("EXPORTER-test", Bytes.of(1), 20);
  }
}
