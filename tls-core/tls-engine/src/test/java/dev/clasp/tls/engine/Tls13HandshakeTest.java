package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.record.PaddingPolicy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and server of TLS 1.3 in memory, through records. */
class Tls13HandshakeTest {
  /** One certificate, and signatures of one length: each handshake's flights are equally long. */
  private static final Credential SERVER = TestCertificates.server("Ed25519");

  static List<Arguments> suitesAndGroups() {
    List<Arguments> cases = new ArrayList<>();
    for (Suite13 suite : Suite13.values()) {
      for (NamedGroup group :
          List.of(
              NamedGroup.X25519,
              NamedGroup.SECP256R1,
              NamedGroup.SECP384R1,
              NamedGroup.SECP521R1)) {
        cases.add(Arguments.of(suite, group));
      }
    }
    assertEquals(5 * 4, cases.size());
    return cases;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("suitesAndGroups")
  void everySuiteWithEveryGroup(Suite13 suite, NamedGroup group) throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client().suites(List.of(suite)).groups(List.of(group)),
            TestConfigs.server("P-256").suites(List.of(suite)).groups(List.of(group)),
            ConnectionOptions.standard());

    duplex.run(Delivery.WHOLE);

    for (End end : List.of(duplex.client(), duplex.server())) {
      SessionInfo session = end.connection.session().orElseThrow();
      assertEquals(ProtocolVersion.TLS13, session.version());
      assertEquals(suite, session.suite());
      assertEquals(Optional.of(group), session.group());
    }
    assertTalking(duplex);
  }

  static List<String> keyTypes() {
    return TestCertificates.KEY_TYPES;
  }

  @ParameterizedTest
  @MethodSource("keyTypes")
  void everyKindOfCertificateOnBothSides(String keyType) throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client()
                .credentials(CredentialSelector.of(TestCertificates.client(keyType))),
            TestConfigs.server(keyType)
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()),
            ConnectionOptions.standard());

    duplex.run(Delivery.WHOLE);

    for (End end : List.of(duplex.client(), duplex.server())) {
      assertTrue(end.connection.session().orElseThrow().peer().isPresent());
    }
    assertTalking(duplex);
  }

  @Test
  void saysWhatWasNegotiated() throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client().applicationProtocols(List.of("h2", "http/1.1")),
            TestConfigs.server().applicationProtocols(List.of("http/1.1")),
            ConnectionOptions.standard());

    duplex.run(Delivery.WHOLE);

    SessionInfo client = duplex.client().connection.session().orElseThrow();
    SessionInfo server = duplex.server().connection.session().orElseThrow();
    assertEquals(Optional.of("http/1.1"), client.applicationProtocol());
    assertEquals(Optional.of("http/1.1"), server.applicationProtocol());
    assertEquals(Optional.of(TestCertificates.HOST), server.serverName());
    assertEquals(Optional.empty(), server.peer());
    assertTrue(client.peer().isPresent());
  }

  @Test
  @DisplayName("both sides export the same keying material (RFC 9846 §7.5)")
  void exportsTheSameOnBothSides() throws Exception {
    Duplex duplex = standard(ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);
    Bytes context = Bytes.of(1, 2, 3);

    Secret client =
        duplex.client().connection.exporter().orElseThrow().export("EXPORTER-x", context, 40);
    Secret server =
        duplex.server().connection.exporter().orElseThrow().export("EXPORTER-x", context, 40);

    assertEquals(client, server);
    assertEquals(40, client.size());
  }

  @Test
  @DisplayName("no exporter is left when the connection has failed (RFC 9846 §6)")
  void forgetsTheExporterOnFailure() throws Exception {
    Duplex duplex = standard(ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);

    Refused.with(
        dev.clasp.tls.protocol.AlertDescription.BAD_RECORD_MAC,
        "5.2",
        () -> duplex.client().deliver(Peer.raw(23, Bytes.copyOf(new byte[40]))));

    assertTrue(duplex.client().connection.exporter().isEmpty());
    assertTrue(
        events(duplex.client()).stream()
            .noneMatch(event -> event instanceof HandshakeEvent.HandshakeComplete));
  }

  @Test
  void reportsEventsInOrder() throws Exception {
    Duplex duplex = standard(ConnectionOptions.standard());

    duplex.run(Delivery.WHOLE);

    List<Class<?>> client =
        events(duplex.client()).stream().<Class<?>>map(Object::getClass).toList();
    assertEquals(
        List.of(
            HandshakeEvent.Negotiated.class,
            HandshakeEvent.PeerIdentified.class,
            HandshakeEvent.HandshakeComplete.class),
        client);
    assertEquals(Optional.empty(), duplex.client().connection.pollEvent());
  }

  @Test
  void completesAfterAHelloRetryRequest() throws Exception {
    Duplex duplex = retried(ConnectionOptions.standard());

    assertEquals(5, duplex.run(Delivery.WHOLE).size());

    assertTalking(duplex);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void completesByteByByte(boolean retry) throws Exception {
    Duplex duplex = duplex(retry);

    duplex.run(Delivery.BYTE_BY_BYTE);

    assertTalking(duplex);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("each flight cut at each byte")
  void completesWithEachFlightCutAtEachByte(boolean retry) throws Exception {
    List<Bytes> flights = duplex(retry).run(Delivery.WHOLE);
    assertEquals(retry ? 5 : 3, flights.size());
    // With a retry, what follows the second ClientHello is the same as without.
    for (int number = 0; number < 3; number++) {
      for (int at = 1; at < flights.get(number).size(); at++) {
        Duplex duplex = duplex(retry);
        duplex.run(Delivery.cutting(number, at));
        assertTrue(duplex.client().connection.status().established());
        assertTrue(duplex.server().connection.status().established());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 255})
  void completesWithEveryMessageCutIntoRecords(int length) throws Exception {
    Duplex duplex = standard(ConnectionOptions.standard().withFragmentLength(length));

    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite13.class,
      names = {"TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"})
  void completesWithFullPadding(Suite13 suite) throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client().suites(List.of(suite)),
            server(),
            ConnectionOptions.standard().withPadding(PaddingPolicy.FULL));

    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
    assertEquals(5 + (1 << 14) + 1 + 16, duplex.client().write(Bytes.of(1)).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 512, 1 << 14})
  @DisplayName("ClientHellos of more than 2 kB over any number of records and segments (§5.1)")
  void longClientHellos(int fragmentLength) throws Exception {
    for (NamedGroup group : List.of(NamedGroup.X25519MLKEM768, NamedGroup.SECP384R1)) {
      Duplex duplex =
          duplex(
              TestConfigs.client().padClientHello(3000),
              TestConfigs.server().groups(List.of(group)),
              ConnectionOptions.standard().withFragmentLength(fragmentLength));

      List<Bytes> flights = duplex.run((flight, number) -> Delivery.cut(flight, 97));

      int records = (3000 + fragmentLength - 1) / fragmentLength;
      assertEquals(3000 + 5 * records, flights.get(0).size());
      assertTalking(duplex);
    }
  }

  @Test
  @DisplayName("key updates by us, on request, and crossing (RFC 9846 §4.7.3)")
  void updatesKeys() throws Exception {
    Duplex duplex = standard(ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);

    duplex.client().connection.updateKeys(false);
    duplex.run(Delivery.BYTE_BY_BYTE);
    duplex.server().connection.updateKeys(true);
    assertEquals(2, duplex.run(Delivery.WHOLE).size());
    duplex.client().connection.updateKeys(true);
    duplex.server().connection.updateKeys(true);
    Bytes fromClient = duplex.client().flush();
    Bytes fromServer = duplex.server().flush();
    duplex.server().deliver(fromClient);
    duplex.client().deliver(fromServer);
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @Test
  @DisplayName("data go on flowing over many key updates by policy (RFC 9846 §5.5)")
  void updatesKeysByPolicy() throws Exception {
    Duplex duplex =
        standard(ConnectionOptions.standard().withKeyUpdates(KeyUpdatePolicy.afterRecords(2)));
    duplex.run(Delivery.WHOLE);

    Bytes sent = Bytes.empty();
    for (int i = 0; i < 100; i++) {
      sent = sent.plus(Bytes.of(i));
      duplex.server().deliver(duplex.client().write(Bytes.of(i)));
    }

    assertEquals(sent, duplex.server().received());
    assertEquals(
        49,
        events(duplex.server()).stream()
            .filter(event -> event instanceof HandshakeEvent.PeerKeysUpdated)
            .count());
  }

  @Test
  void closesEachDirectionOnItsOwn() throws Exception {
    Duplex duplex = standard(ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);

    duplex.client().connection.close();
    assertEquals(ReadResult.CLOSED, duplex.server().deliver(duplex.client().flush()));
    duplex.client().deliver(duplex.server().write(Bytes.of(8)));
    duplex.server().connection.close();
    assertEquals(ReadResult.CLOSED, duplex.client().deliver(duplex.server().flush()));

    assertEquals(Bytes.of(8), duplex.client().received());
    assertTrue(duplex.client().connection.status().isOver());
    assertFalse(duplex.client().connection.failure().isPresent());
  }

  static Duplex standard(ConnectionOptions options) throws Exception {
    return duplex(TestConfigs.client(), server(), options);
  }

  /** The client's only key share is for a group the server does not want. */
  static Duplex retried(ConnectionOptions options) throws Exception {
    return duplex(
        TestConfigs.client()
            .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
            .keyShares(List.of(NamedGroup.X25519)),
        server().groups(List.of(NamedGroup.SECP256R1)),
        options);
  }

  static ServerConfig.Builder server() {
    return ServerConfig.builder(TestConfigs.CRYPTO, CredentialSelector.of(SERVER))
        .clock(InstantSource.fixed(TestCertificates.NOW));
  }

  static Duplex duplex(
      ClientConfig.Builder client, ServerConfig.Builder server, ConnectionOptions options)
      throws Exception {
    return Duplex.of(
        Handshake.client(client.build(), TestConfigs.SERVER),
        Handshake.server(server.build()),
        options);
  }

  private static Duplex duplex(boolean retry) throws Exception {
    return retry ? retried(ConnectionOptions.standard()) : standard(ConnectionOptions.standard());
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

  private static void assertTalking(Duplex duplex) throws Exception {
    assertTrue(duplex.client().connection.status().established());
    assertTrue(duplex.server().connection.status().established());
    duplex.server().deliver(duplex.client().write(Bytes.of(1, 2)));
    duplex.client().deliver(duplex.server().write(Bytes.of(3)));
    assertEquals(Bytes.of(1, 2), duplex.server().received());
    assertEquals(Bytes.of(3), duplex.client().received());
  }
}
