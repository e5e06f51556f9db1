package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataAccepted;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataOffered;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataRejected;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.ReplayGuard;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Early data between client and server (RFC 9846 §2.3, §4.3.10, §8). */
class EarlyDataTest {
  private static final CryptoProvider CRYPTO = TestConfigs.CRYPTO;
  private static final Bytes EARLY = Bytes.copyOf(new byte[] {'e', 'a', 'r', 'l', 'y'});
  private static final Bytes LATER = Bytes.copyOf(new byte[] {'l', 'a', 't', 'e', 'r'});
  private static final long MAX = 100;

  private Instant now = TestCertificates.NOW;
  private final InstantSource clock = () -> now;
  private final InMemorySessions store = InMemorySessions.standard(clock);
  private final TicketProtector protector =
      new TicketProtector(CRYPTO, TicketKeys.rotating(CRYPTO, clock), clock);
  private ReplayGuard guard = InMemoryReplayGuard.forOwnTickets(100, clock);
  private UnaryOperator<ClientConfig.Builder> client = builder -> builder;
  private UnaryOperator<ServerConfig.Builder> server = builder -> builder;

  private End client() throws TlsException {
    ClientConfig config =
        client.apply(TestConfigs.client().clock(clock).sessions(store).offerEarlyData()).build();
    return new End(TlsConnection.start(CRYPTO, Handshake.client(config, TestConfigs.SERVER)));
  }

  private End server() throws TlsException {
    ServerConfig config =
        server
            .apply(
                TestConfigs.server()
                    .clock(clock)
                    .tickets(protector)
                    .earlyData(new EarlyDataPolicy(MAX, guard, EarlyDataPolicy.WINDOW)))
            .build();
    return new End(TlsConnection.start(CRYPTO, Handshake.server(config)));
  }

  /** A full handshake, for its tickets. */
  private void meet() throws TlsException {
    new Duplex(client(), server()).run(Duplex.Delivery.WHOLE);
  }

  /** The ClientHello, and behind it the early data. */
  private static Bytes early(End client, Bytes data) throws TlsException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer plaintext = data.asByteBuffer();
    while (client.connection.status().wantsWrite() || plaintext.hasRemaining()) {
      ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
      assertEquals(WriteResult.OK, client.connection.writeEarlyData(plaintext, wire));
      out.write(wire.array(), 0, wire.position());
    }
    return Bytes.copyOf(out.toByteArray());
  }

  private static Bytes readEarly(End server) {
    ByteBuffer target = ByteBuffer.allocate(1000);
    int length = server.connection.readEarlyData(target);
    return Bytes.copyOf(target.array(), 0, length);
  }

  private static List<HandshakeEvent> events(End end) {
    List<HandshakeEvent> events = new ArrayList<>();
    for (Optional<HandshakeEvent> event = end.connection.pollEvent();
        event.isPresent();
        event = end.connection.pollEvent()) {
      events.add(event.get());
    }
    return events;
  }

  private static boolean has(List<HandshakeEvent> events, Class<?> kind) {
    return events.stream().anyMatch(kind::isInstance);
  }

  /** One connection with early data in front; whether the server took it. */
  private boolean connect() throws TlsException {
    End client = client();
    End server = server();
    server.deliver(early(client, EARLY));
    new Duplex(client, server).run(Duplex.Delivery.WHOLE);
    server.deliver(client.write(LATER));

    List<HandshakeEvent> told = events(client);
    boolean accepted = has(told, EarlyDataAccepted.class);
    assertEquals(accepted, has(events(server), EarlyDataAccepted.class));
    assertEquals(!accepted, has(told, EarlyDataRejected.class));
    assertEquals(accepted ? EARLY : Bytes.empty(), readEarly(server));
    assertEquals(LATER, server.received(), "never early data");
    assertEquals(0, client.connection.earlyDataLeft());
    return accepted;
  }

  @Test
  @DisplayName("early data comes before the handshake is complete, and not among other data")
  void accepted() throws TlsException {
    meet();
    End client = client();
    End server = server();
    server.deliver(early(client, EARLY));

    assertEquals(EARLY, readEarly(server));
    assertFalse(server.connection.status().established());
    assertEquals(Bytes.empty(), server.received());
    assertEquals(MAX - EARLY.size(), client.connection.earlyDataLeft());
    assertTrue(connect());
  }

  @Test
  @DisplayName("the early exporters of both sides agree")
  void exporters() throws TlsException {
    meet();
    End client = client();
    End server = server();
    server.deliver(early(client, EARLY));

    Secret ours =
        events(client).stream()
            .filter(EarlyDataOffered.class::isInstance)
            .map(event -> ((EarlyDataOffered) event).exporter().export("EXPORTER-x", EARLY, 32))
            .findFirst()
            .orElseThrow();
    Secret theirs =
        events(server).stream()
            .filter(EarlyDataAccepted.class::isInstance)
            .map(event -> ((EarlyDataAccepted) event).exporter().orElseThrow())
            .map(exporter -> exporter.export("EXPORTER-x", EARLY, 32))
            .findFirst()
            .orElseThrow();
    assertEquals(ours, theirs);
  }

  @Test
  @DisplayName("off by default, on both sides")
  void offByDefault() throws TlsException {
    server = builder -> builder.earlyData(EarlyDataPolicy.NONE);
    meet();
    assertEquals(0, client().connection.earlyDataLeft(), "the ticket does not allow it");

    server = builder -> builder;
    meet();
    ClientConfig plain = TestConfigs.client().clock(clock).sessions(store).build();
    TlsConnection connection =
        TlsConnection.start(CRYPTO, Handshake.client(plain, TestConfigs.SERVER));
    assertEquals(0, connection.earlyDataLeft(), "the client was not told to");
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    assertEquals(
        WriteResult.OK, connection.writeEarlyData(EARLY.asByteBuffer(), wire), "ClientHello");
    assertEquals(
        WriteResult.NOT_READY, connection.writeEarlyData(EARLY.asByteBuffer(), wire.clear()));
  }

  @Test
  @DisplayName("§4.3.10: rejected early data is skipped, and the handshake goes on")
  void rejected() throws TlsException {
    meet();
    server = builder -> builder.earlyData(EarlyDataPolicy.NONE);
    assertFalse(connect());
  }

  @Test
  @DisplayName("§4.3.10: a HelloRetryRequest rejects early data; the second hello is in the clear")
  void rejectedByARetry() throws TlsException {
    meet();
    client = builder -> builder.keyShares(List.of());
    assertFalse(connect());
  }

  @Test
  @DisplayName("§4.2.1: an unknown ticket rejects early data")
  void rejectedWithTheTicket() throws TlsException {
    meet();
    TicketProtector other = new TicketProtector(CRYPTO, TicketKeys.rotating(CRYPTO, clock), clock);
    server = builder -> builder.tickets(other);
    assertFalse(connect());
  }

  @Test
  @DisplayName("§8.2: a repeated flight is accepted once")
  void replay() throws TlsException {
    meet();
    End client = client();
    Bytes flight = early(client, EARLY);
    End first = server();
    End second = server();
    first.deliver(flight);
    second.deliver(flight);

    assertEquals(EARLY, readEarly(first));
    assertEquals(Bytes.empty(), readEarly(second));
    assertEquals(Bytes.empty(), second.received());
  }

  @Test
  @DisplayName("§8.1: sessions in a store are single-use, whatever the guard says")
  void replayOfASingleUseTicket() throws TlsException {
    guard = (hello, until) -> true;
    InMemorySessions sessions = InMemorySessions.standard(clock);
    server =
        builder ->
            TestConfigs.server()
                .clock(clock)
                .sessions(sessions)
                .earlyData(new EarlyDataPolicy(MAX, guard, EarlyDataPolicy.WINDOW));
    meet();
    Bytes flight = early(client(), EARLY);
    End first = server();
    End second = server();
    first.deliver(flight);
    second.deliver(flight);

    assertEquals(EARLY, readEarly(first));
    assertEquals(Bytes.empty(), readEarly(second));
  }

  @Test
  @DisplayName("§8.3: a hello that is not fresh is resumed without early data")
  void stale() throws TlsException {
    meet();
    End client = client();
    Bytes flight = early(client, EARLY);
    now = now.plusSeconds(11);
    End server = server();
    server.deliver(flight);

    assertEquals(Bytes.empty(), readEarly(server));
    new Duplex(client, server).run(Duplex.Delivery.WHOLE);
    assertTrue(server.connection.session().orElseThrow().resumed().isPresent());
  }

  @Test
  @DisplayName("§8: a guard that cannot decide rejects")
  void failsClosed() throws TlsException {
    meet();
    guard =
        (hello, until) -> {
          throw new IllegalStateException("the database is down");
        };
    assertFalse(connect());
  }

  @Test
  @DisplayName("§4.3.10: only with the session's suite")
  void otherSuite() throws TlsException {
    meet();
    server = builder -> builder.suites(List.of(Suite13.TLS_CHACHA20_POLY1305_SHA256));
    assertFalse(connect(), "the server selects another");
    client = builder -> builder.suites(List.of(Suite13.TLS_CHACHA20_POLY1305_SHA256));
    server = builder -> builder;
    meetAgain();
    assertEquals(0, lastOffer(Suite13.TLS_AES_128_GCM_SHA256), "the client does not offer it");
  }

  private void meetAgain() throws TlsException {
    UnaryOperator<ClientConfig.Builder> chosen = client;
    client = builder -> builder;
    store.remove(SessionKey.client13(TestConfigs.SERVER));
    meet();
    client = chosen;
  }

  private long lastOffer(Suite13 ofSession) throws TlsException {
    Session13 session =
        (Session13) store.find(SessionKey.client13(TestConfigs.SERVER)).orElseThrow();
    assertEquals(ofSession, session.suite());
    return client().connection.earlyDataLeft();
  }

  @Test
  @DisplayName("§4.3.10: only with the session's protocol")
  void otherProtocol() throws TlsException {
    client = builder -> builder.applicationProtocols(List.of("a", "b"));
    server = builder -> builder.applicationProtocols(List.of("a"));
    meet();
    assertTrue(connect());
    server = builder -> builder.applicationProtocols(List.of("b"));
    assertFalse(connect());
  }

  @Test
  @DisplayName("§4.7.1: the client writes no more than max_early_data_size")
  void theClientKeepsTheLimit() throws TlsException {
    meet();
    End client = client();
    early(client, Bytes.copyOf(new byte[60]));
    ByteBuffer more = ByteBuffer.allocate(60);
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);

    assertEquals(WriteResult.OK, client.connection.writeEarlyData(more, wire));
    assertEquals(40, more.position());
    assertEquals(WriteResult.NOT_READY, client.connection.writeEarlyData(more, wire));
  }

  @Test
  @DisplayName("§4.7.1: more than max_early_data_size → unexpected_message")
  void theServerKeepsTheLimit() throws TlsException {
    meet();
    SessionKey key = SessionKey.client13(TestConfigs.SERVER);
    Session13 told = (Session13) store.take(key).orElseThrow();
    store.put(
        key,
        new Session13(
            told.origin(),
            told.suite(),
            told.secret(),
            told.ticket(),
            told.ticketAgeAdd(),
            told.issued(),
            told.lifetime(),
            MAX + 1));
    End client = client();
    End server = server();
    Bytes flight = early(client, Bytes.copyOf(new byte[(int) MAX + 1]));

    TlsException failure = assertThrows(TlsException.class, () -> server.deliver(flight));
    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), failure.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.7.1")), failure.clause());
    assertEquals(Bytes.empty(), readEarly(server), "nothing of a connection that failed");
  }

  @Test
  @DisplayName("a ticket lasts a while, and its age is the client's to tell")
  void laterOn() throws TlsException {
    meet();
    now = now.plus(Duration.ofHours(5));
    assertTrue(connect());
  }
}
