package dev.clasp.tls.handshake.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.Padding;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that keeps nothing between the ClientHellos (RFC 9846 §4.3.2). */
class StatelessRetryTest {
  private static final Rfc COOKIE = Rfc.rfc9846("4.3.2");
  private static final Rfc SAME = Rfc.rfc9846("4.2.2");
  private static final InstantSource CLOCK = InstantSource.fixed(TestCertificates.NOW);
  private static final TicketKeys KEYS = TicketKeys.rotating(TestConfigs.CRYPTO, CLOCK);

  @ParameterizedTest
  @EnumSource(
      value = Suite13.class,
      names = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"})
  @DisplayName("RFC 9846 §4.3.2: the handshake goes on from the cookie")
  void connects(Suite13 suite) {
    Loopback loopback =
        Loopback.of(TestConfigs.client(), stateless().suites(List.of(suite))).connect();

    assertTrue(loopback.client().event(HandshakeEvent.HelloRetried.class).isPresent());
    assertEquals(
        Optional.of(NamedGroup.SECP256R1),
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: nothing is kept but that there was a HelloRetryRequest")
  void keepsNothing() throws TlsException {
    ServerConfig config = stateless().build();
    Loopback loopback = Loopback.of(TestConfigs.client().build(), config);

    loopback.deliverToServer();

    assertEquals(new WaitClientHello(config, true), loopback.server().receiving());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: another server that has the keys can go on")
  void anotherServerGoesOn() throws TlsException {
    TicketKeys shared =
        TicketKeys.shared(TestConfigs.CRYPTO, Secret.copyOf(Bytes.copyOf(new byte[32])), CLOCK);
    TicketKeys same =
        TicketKeys.shared(TestConfigs.CRYPTO, Secret.copyOf(Bytes.copyOf(new byte[32])), CLOCK);
    TestPeer client =
        new TestPeer(Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER));
    TestPeer first = new TestPeer(Handshake.server(stateless(shared).build()));
    TestPeer second = new TestPeer(Handshake.server(stateless(same).build()));

    carry(client, first);
    carry(first, client);
    for (int i = 0; i < 3; i++) {
      carry(client, second);
      carry(second, client);
    }

    assertTrue(client.isConnected());
    assertTrue(second.isConnected());
    assertFalse(first.isConnected());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: a forged cookie, changed anywhere")
  void forged() {
    for (int at : List.of(0, 15, 16, 47, 48, 80, -1)) {
      fails(
          retried(hello -> Hellos.with(hello, new Cookie(flipped(cookie(hello), at)))),
          AlertDescription.ILLEGAL_PARAMETER,
          COOKIE);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: a cookie that is too short, or has more behind it")
  void wrongLength() {
    fails(
        retried(hello -> Hellos.with(hello, new Cookie(Bytes.of(1)))),
        AlertDescription.ILLEGAL_PARAMETER,
        COOKIE);
    fails(
        retried(hello -> Hellos.with(hello, new Cookie(cookie(hello).first(20)))),
        AlertDescription.ILLEGAL_PARAMETER,
        COOKIE);
    fails(
        retried(hello -> Hellos.with(hello, new Cookie(cookie(hello).plus(Bytes.of(0))))),
        AlertDescription.ILLEGAL_PARAMETER,
        COOKIE);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: a ticket is no cookie, though the keys be the same")
  void ticket() {
    Loopback resumable =
        Loopback.of(
                TestConfigs.client(),
                TestConfigs.server().tickets(new TicketProtector(TestConfigs.CRYPTO, KEYS, CLOCK)))
            .connect();
    Bytes ticket =
        resumable
            .client()
            .event(HandshakeEvent.TicketReceived.class)
            .orElseThrow()
            .ticket()
            .ticket();

    fails(
        retried(hello -> Hellos.with(hello, new Cookie(ticket))),
        AlertDescription.ILLEGAL_PARAMETER,
        COOKIE);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: a cookie of a server with other keys")
  void foreign() throws TlsException {
    TestPeer client =
        new TestPeer(Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER));
    TestPeer ours = new TestPeer(Handshake.server(stateless().build()));
    TestPeer other =
        new TestPeer(
            Handshake.server(stateless(TicketKeys.rotating(TestConfigs.CRYPTO, CLOCK)).build()));
    carry(client, other);
    carry(other, client);

    TlsException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            TlsException.class, () -> carry(client, ours));

    Loopback.assertFailure(AlertDescription.ILLEGAL_PARAMETER, COOKIE, e);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: a cookie is good for a minute")
  void expired() throws TlsException {
    AtomicReference<Instant> now = new AtomicReference<>(TestCertificates.NOW);
    for (Duration late : List.of(Duration.ofSeconds(60), Duration.ofSeconds(61))) {
      now.set(TestCertificates.NOW);
      Loopback loopback = Loopback.of(TestConfigs.client(), stateless().clock(now::get));
      loopback.deliverToServer();
      now.set(TestCertificates.NOW.plus(late));
      if (late.toSeconds() == 60) {
        loopback.connect();
      } else {
        fails(loopback, AlertDescription.ILLEGAL_PARAMETER, COOKIE);
      }
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: the second ClientHello without the cookie")
  void missing() {
    fails(
        retried(hello -> Hellos.without(hello, ExtensionType.COOKIE)),
        AlertDescription.MISSING_EXTENSION,
        COOKIE);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: no way to TLS 1.2 behind a HelloRetryRequest")
  void otherVersion() {
    fails(
        retried(
            hello ->
                Hellos.with(hello, new SupportedVersionsClient(List.of(ProtocolVersion.TLS12)))),
        AlertDescription.MISSING_EXTENSION,
        COOKIE);
    fails(
        retried(hello -> Hellos.without(hello, ExtensionType.SUPPORTED_VERSIONS)),
        AlertDescription.MISSING_EXTENSION,
        COOKIE);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: a field or an extension that changed, came or went")
  void changed() {
    List<UnaryOperator<ClientHello>> edits = new ArrayList<>();
    edits.add(hello -> Hellos.random(hello, new Random(Bytes.copyOf(new byte[32]))));
    edits.add(hello -> Hellos.sessionId(hello, Bytes.of(1)));
    edits.add(
        hello ->
            Hellos.suites(
                hello, List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_FALLBACK_SCSV)));
    for (Extension other :
        List.of(
            ServerNameList.ofHostName("other.test"),
            new SupportedGroups(List.of(NamedGroup.SECP256R1)),
            new SignatureAlgorithms(List.of(SignatureScheme.ED25519)))) {
      edits.add(hello -> Hellos.with(hello, other));
    }
    edits.add(hello -> Hellos.without(hello, ExtensionType.SERVER_NAME));
    edits.add(hello -> Hellos.with(hello, new EarlyData()));
    for (UnaryOperator<ClientHello> edit : edits) {
      fails(retried(edit), AlertDescription.ILLEGAL_PARAMETER, SAME);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: padding and what we do not recognise may change")
  void allowedChanges() throws TlsException {
    for (Extension extension :
        List.of(
            new Padding(Bytes.copyOf(new byte[7])),
            new UnknownExtension(ExtensionType.ENCRYPTED_CLIENT_HELLO, Bytes.of(1, 2)))) {
      Loopback loopback = retried(hello -> Hellos.with(hello, extension));
      loopback.deliverToServer();
      loopback.deliverToClient();
      loopback.deliverToServer();

      assertTrue(loopback.server().event(HandshakeEvent.Negotiated.class).isPresent());
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: a share of another group")
  void otherShare() {
    KeyShareEntry wrong = new KeyShareEntry(NamedGroup.SECP384R1, Bytes.of(4));
    fails(
        retried(hello -> Hellos.with(hello, new KeyShareClientHello(List.of(wrong)))),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.8"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: a change_cipher_spec that may have come first is ignored")
  void ignoresChangeCipherSpec() throws TlsException {
    TestPeer server = new TestPeer(Handshake.server(stateless().build()));
    HandshakeState.Receiving before = server.receiving();

    server.follow(before.onChangeCipherSpec(RecordBoundary.between(new HandshakeDeframer())));

    assertSame(before, server.receiving());
  }

  @Test
  void resumesThroughARetryWithTickets() {
    ServerConfig server =
        stateless().tickets(new TicketProtector(TestConfigs.CRYPTO, KEYS, CLOCK)).build();

    assertResumes(server);
  }

  @Test
  void resumesThroughARetryWithSessionsInAStore() {
    assertResumes(stateless().sessions(InMemorySessions.standard(CLOCK)).build());
  }

  private static void assertResumes(ServerConfig server) {
    ClientConfig client = TestConfigs.client().sessions(InMemorySessions.standard(CLOCK)).build();
    Loopback.of(client, server).connect();

    Loopback again = Loopback.of(client, server).connect();

    assertTrue(again.client().event(HandshakeEvent.HelloRetried.class).isPresent());
    assertTrue(again.server().event(HandshakeEvent.SessionResumed.class).isPresent());
  }

  @Test
  void cookiesDifferAndSayNothing() throws TlsException {
    List<Bytes> cookies = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Loopback.of(TestConfigs.client(), stateless())
          .toClient(
              ServerHello.class,
              Hellos.onlyTheRetry(
                  hello -> {
                    cookies.add(hello.extensions().find(Cookie.class).orElseThrow().cookie());
                    return hello;
                  }))
          .connect();
    }

    assertEquals(16 + 50 + 12 + 2 * 33, cookies.get(0).size());
    assertNotEquals(cookies.get(0).slice(16, 144), cookies.get(1).slice(16, 144));
  }

  private static ServerConfig.Builder stateless() {
    return stateless(KEYS);
  }

  private static ServerConfig.Builder stateless(TicketKeys keys) {
    return TestConfigs.server().groups(List.of(NamedGroup.SECP256R1)).statelessRetries(keys);
  }

  private static Loopback retried(UnaryOperator<ClientHello> edit) {
    return Loopback.of(TestConfigs.client(), stateless())
        .toServer(ClientHello.class, Hellos.second(edit));
  }

  private static void fails(Loopback loopback, AlertDescription alert, Rfc clause) {
    loopback.serverFails(alert, clause);
  }

  private static Bytes cookie(ClientHello hello) {
    return hello.extensions().find(Cookie.class).orElseThrow().cookie();
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] changed = bytes.toArray();
    changed[at < 0 ? changed.length + at : at] ^= 1;
    return Bytes.copyOf(changed);
  }

  private static void carry(TestPeer from, TestPeer to) throws TlsException {
    while (!from.outbox().isEmpty()) {
      to.receive(from.outbox().remove());
    }
  }
}
