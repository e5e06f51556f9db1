package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HelloRequest;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes to the end, with each key exchange, and what is wrong in their last round. */
class FullHandshake12Test {
  private static final ExternalPsk PSK =
      ExternalPsk.of(
          Bytes.fromHex("6d65"), Secret.copyOf(Bytes.fromHex("000102030405060708090a0b0c0d0e0f")));

  @ParameterizedTest
  @EnumSource(Suite12.class)
  void everySuite(Suite12 suite) throws TlsException {
    ScriptedServer12 server =
        new ScriptedServer12(
            Servers12.legacyClient().suites12(List.of(suite)).externalPsks(List.of(PSK)),
            suite,
            credential(suite));

    server.helloFlight().takeFlight(List.of(PSK)).sendChangeCipherSpec().sendFinished();

    assertTrue(server.client.isConnected());
    assertEquals(
        server.main.orElseThrow().export("EXPORTER-test", Bytes.of(1), 20),
        server
            .client
            .event(HandshakeEvent.HandshakeComplete.class)
            .orElseThrow()
            .exporter()
            .export("EXPORTER-test", Bytes.of(1), 20));
    assertEquals(
        suite.keyExchange().hasCertificate(),
        server.client.event(HandshakeEvent.PeerIdentified.class).isPresent());
    assertEquals(
        suite.keyExchange().usesPsk(),
        server.client.event(HandshakeEvent.ExternalPskSelected.class).isPresent());
    assertEquals(
        suite.keyExchange().needsServerKeyExchange(),
        server.client.event(HandshakeEvent.GroupSelected.class).isPresent());
  }

  private static Optional<Credential> credential(Suite12 suite) {
    return switch (suite.keyExchange().certificate()) {
      case RSA_SIGNING -> Optional.of(TestCertificates.server("RSA"));
      case ECDSA_SIGNING -> Optional.of(TestCertificates.server("P-256"));
      case RSA_DECRYPTING ->
          Optional.of(
              TestCertificates.server(TestCertificates.HOST, "RSA", KeyUsage.keyEncipherment));
      case NONE -> Optional.empty();
    };
  }

  @Test
  @DisplayName("RFC 5246 §8.1: a server without extended_main_secret, when that is allowed")
  void withoutExtendedMainSecret() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe(Servers12.client().allowMissingExtendedMainSecret());
    server.send(Hellos.without(server.hello(), ExtensionType.EXTENDED_MAIN_SECRET));
    server
        .send(server.certificate())
        .send(server.keyExchange(server.ecdhe(NamedGroup.SECP256R1)))
        .send(new dev.clasp.tls.handshake.message.ServerHelloDone());

    server.takeFlight(List.of()).sendChangeCipherSpec().sendFinished();

    assertTrue(server.client.isConnected());
    assertEquals(
        Optional.of(new HandshakeEvent.Tls12Agreed(false, false)),
        server.client.event(HandshakeEvent.Tls12Agreed.class));
    assertEquals(
        Optional.of(new HandshakeEvent.GroupSelected(NamedGroup.SECP256R1)),
        server.client.event(HandshakeEvent.GroupSelected.class));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: a Finished that does not match")
  void wrongFinished() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();
    server.helloFlight().takeFlight(List.of()).sendChangeCipherSpec();

    server.fails(
        AlertDescription.DECRYPT_ERROR,
        Rfc.rfc5246("7.4.9"),
        script -> script.send(new Finished(Bytes.copyOf(new byte[12]))));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: a Finished of another length than 12")
  void finishedLength() throws TlsException {
    for (int length : new int[] {0, 11, 13, 32}) {
      ScriptedServer12 server = Servers12.ecdhe();
      server.helloFlight().takeFlight(List.of()).sendChangeCipherSpec();

      server.fails(
          AlertDescription.DECODE_ERROR,
          Rfc.rfc5246("7.4.9"),
          script -> script.send(new Finished(Bytes.copyOf(new byte[length]))));
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.4: a Finished without ChangeCipherSpec before it")
  void finishedInTheClear() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();
    server.helloFlight().takeFlight(List.of());

    server.fails(
        AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc5246("7.4"), ScriptedServer12::sendFinished);
  }

  @Test
  @DisplayName("RFC 5246 §7.1: a ChangeCipherSpec at any other time (CVE-2014-0224)")
  void changeCipherSpecAtTheWrongTime() throws TlsException {
    Rfc clause = Rfc.rfc5246("6");
    AlertDescription alert = AlertDescription.UNEXPECTED_MESSAGE;

    Servers12.ecdhe().fails(alert, clause, ScriptedServer12::sendChangeCipherSpec);
    Servers12.ecdhe()
        .fails(alert, clause, server -> server.send(server.hello()).sendChangeCipherSpec());
    Servers12.ecdhe()
        .fails(
            alert,
            clause,
            server ->
                server.send(server.hello()).send(server.certificate()).sendChangeCipherSpec());
    ScriptedServer12 twice = Servers12.ecdhe();
    twice.helloFlight().takeFlight(List.of()).sendChangeCipherSpec();
    twice.fails(alert, clause, ScriptedServer12::sendChangeCipherSpec);
    ScriptedServer12 late = Servers12.ecdhe().connect();
    late.fails(alert, clause, ScriptedServer12::sendChangeCipherSpec);
  }

  @Test
  @DisplayName("RFC 5077 §3.3: a NewSessionTicket that was not announced")
  void ticketNotAnnounced() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();
    server.helloFlight().takeFlight(List.of());

    server.fails(
        AlertDescription.UNEXPECTED_MESSAGE,
        Rfc.rfc5246("7.4"),
        script -> script.send(new NewSessionTicket12(0, Bytes.of(1))));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.1: a HelloRequest is ignored in a handshake")
  void helloRequestInAHandshake() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();
    server.send(server.hello());
    HandshakeState before = server.client.receiving();

    // Not by server.send: "MUST NOT be included in the message hashes".
    server.client.receive(
        new dev.clasp.tls.handshake.testing.TestPeer.Sent(
            Optional.of(dev.clasp.tls.handshake.testing.Loopback.frameOf(new HelloRequest(), true)),
            Optional.empty()));

    assertEquals(before, server.client.receiving());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.1.1: a HelloRequest afterwards is answered with no_renegotiation")
  void helloRequestAfterwards() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe().connect();

    server.send(new HelloRequest()).send(new HelloRequest());

    assertTrue(server.client.isConnected());
    assertEquals(
        List.of(AlertDescription.NO_RENEGOTIATION, AlertDescription.NO_RENEGOTIATION),
        server.client.warnings());
    assertTrue(server.client.outbox().isEmpty(), "no ClientHello");
  }

  @ParameterizedTest
  @EnumSource(
      value = HandshakeType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HELLO_REQUEST", "MESSAGE_HASH"})
  @DisplayName("RFC 5246 §7.4: nothing but a HelloRequest may come afterwards")
  void anythingElseAfterwards(HandshakeType type) throws TlsException {
    HandshakeState.Receiving connected = Servers12.ecdhe().connect().client.receiving();
    Bytes raw = Bytes.of(type.value(), 0, 0, 0);

    TlsException e =
        assertThrows(
            TlsException.class,
            () ->
                connected.receive(
                    new dev.clasp.tls.handshake.codec.HandshakeFrame(
                        type, Bytes.empty(), raw, true)));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(Rfc.rfc5246("7.4")), e.clause());
  }

  @Test
  void keysCannotBeUpdated() throws TlsException {
    HandshakeState.Connected connected = Servers12.ecdhe().connect().client.connected();

    assertEquals(false, connected.canUpdateKeys());
    assertThrows(LocalFault.class, () -> connected.updateKeys(false));
  }

  @Test
  @DisplayName("RFC 5246 §7.2.1: a close_notify ends both directions")
  void closesBothDirections() throws TlsException {
    assertTrue(Servers12.ecdhe().connect().client.connected().closesBothDirections());
  }

  @Test
  @DisplayName("RFC 6066 §3: a server that does not know the name may warn and go on")
  void unrecognizedName() throws TlsException {
    ScriptedServer12 server = Servers12.ecdhe();

    server.client.follow(
        server.client.receiving().onWarning(Alert.warning(AlertDescription.UNRECOGNIZED_NAME)));
    server.connect();

    assertTrue(server.client.isConnected());
  }

  @Test
  void aClientOfTls13KnowsNoWarnings() {
    ClientConfig.Builder tls13 = TestConfigs.client().versions(List.of(ProtocolVersion.TLS13));
    ScriptedServer12 server = Servers12.ecdhe(tls13);

    assertThrows(
        TlsException.class,
        () ->
            server.client.receiving().onWarning(Alert.warning(AlertDescription.UNRECOGNIZED_NAME)));
  }

  @Test
  void everyConnectionHasOtherKeys() throws TlsException {
    Bytes one = exported(Servers12.rsa());
    Bytes other = exported(Servers12.rsa());

    assertNotEquals(one, other);
  }

  private static Bytes exported(ScriptedServer12 server) throws TlsException {
    server.connect();
    Secret secret = server.main.orElseThrow().export("EXPORTER-test", 20);
    return secret.use(Bytes::copyOf);
  }
}
