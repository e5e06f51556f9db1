package dev.clasp.tls.handshake.server.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.ClientKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every suite to the end, and what ClientKeyExchange may not say. */
class FullHandshake12Test {
  @ParameterizedTest
  @EnumSource(Suite12.class)
  void everySuite(Suite12 suite) {
    Loopback loopback = Loopback.of(Servers.client(suite), Servers.legacy(suite)).connect();

    for (TestPeer peer : List.of(loopback.client(), loopback.server())) {
      HandshakeEvent.Negotiated negotiated =
          peer.event(HandshakeEvent.Negotiated.class).orElseThrow();
      assertEquals(ProtocolVersion.TLS12, negotiated.version());
      assertEquals(suite, negotiated.suite());
      assertEquals(1, peer.changeCipherSpecs());
    }
    assertEquals(exported(loopback.client()), exported(loopback.server()));
    assertEquals(
        suite.keyExchange().usesPsk(),
        loopback.server().event(HandshakeEvent.ExternalPskSelected.class).isPresent());
  }

  private static Object exported(TestPeer peer) {
    return peer.event(HandshakeEvent.HandshakeComplete.class)
        .orElseThrow()
        .exporter()
        .export("EXPORTER-test", Bytes.of(1), 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-256", "P-384", "P-521", "Ed25519", "Ed448"})
  @DisplayName("RFC 8422 §2.1: ECDHE_ECDSA with every kind of key")
  void everyKindOfEcKey(String keyType) {
    Loopback loopback = Loopback.of(Servers.client(), TestConfigs.server(keyType)).connect();

    assertEquals(
        KeyExchange12.ECDHE_ECDSA,
        ((Suite12) loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().suite())
            .keyExchange());
  }

  @Test
  @DisplayName("RFC 9846 §4.3.3: RSASSA-PSS keys sign in TLS 1.2, too")
  void pssKey() {
    Loopback.of(Servers.client(), TestConfigs.server("RSASSA-PSS")).connect();
  }

  @ParameterizedTest
  @ValueSource(ints = {23, 24, 25, 29, 30})
  @DisplayName("RFC 8422 §5.1.1: every curve")
  void everyCurve(int group) {
    NamedGroup curve = new NamedGroup(group);

    Loopback loopback =
        Loopback.of(
                Servers.client()
                    .groups(List.of(curve, NamedGroup.SECP256R1).stream().distinct().toList()),
                Servers.server().groups(List.of(curve)))
            .connect();

    assertEquals(
        Optional.of(curve),
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 257, 258})
  @DisplayName("RFC 7919 §4: every finite-field group")
  void everyFiniteField(int group) {
    NamedGroup field = new NamedGroup(group);
    Suite12 suite = Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;

    Loopback loopback =
        Loopback.of(
                Servers.client(suite).groups(List.of(NamedGroup.X25519, field)),
                Servers.legacy(suite))
            .connect();

    assertEquals(
        Optional.of(field),
        loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
  }

  @Test
  @DisplayName("RFC 8422 §5.11: a point that is none of the curve's")
  void badPoint() {
    for (String point : List.of("04" + "01".repeat(64), "00", "04", "02" + "01".repeat(32))) {
      Loopback.of(
              Servers.client().groups(List.of(NamedGroup.SECP256R1)),
              Servers.server().groups(List.of(NamedGroup.SECP256R1)))
          .toServer(
              ClientKeyExchange.class,
              exchange -> value(KeyExchange12.ECDHE_ECDSA, Bytes.fromHex(point)))
          .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(8422, "5.11"));
    }
  }

  @Test
  @DisplayName("RFC 8422 §5.11: an all-zero shared secret with X25519")
  void smallOrderPoint() {
    Loopback.of(
            Servers.client().groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)),
            Servers.server().groups(List.of(NamedGroup.X25519)))
        .toServer(
            ClientKeyExchange.class,
            exchange -> value(KeyExchange12.ECDHE_ECDSA, Bytes.copyOf(new byte[32])))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(8422, "5.11"));
  }

  @Test
  @DisplayName("RFC 7919 §4: dh_Yc is not between 1 and p - 1")
  void badDiffieHellmanValue() {
    Bytes prime =
        TestConfigs.CRYPTO
            .classicKeyExchange()
            .named(NamedGroup.FFDHE2048.algorithm().orElseThrow())
            .prime();
    Bytes primeMinusOne = prime.first(prime.size() - 1).plus(Bytes.of(0xFE));
    for (Bytes value :
        List.of(Bytes.of(0), Bytes.of(1), primeMinusOne, prime, Bytes.of(1).plus(prime))) {
      Suite12 suite = Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
      Loopback.of(Servers.client(suite), Servers.legacy(suite))
          .toServer(ClientKeyExchange.class, exchange -> value(KeyExchange12.DHE_RSA, value))
          .serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc(7919, "4"));
    }
  }

  @Test
  @DisplayName(
      "RFC 5246 §7.4.7: a ClientKeyExchange of another key exchange, or with more behind it")
  void grammarOfTheKeyExchange() {
    for (UnaryOperator<Bytes> edit :
        List.<UnaryOperator<Bytes>>of(
            body -> Bytes.empty(), body -> body.plus(Bytes.of(0)), body -> body.first(5))) {
      TlsException failure =
          Loopback.of(Servers.client(), Servers.server())
              .toServer(
                  ClientKeyExchange.class,
                  exchange -> new ClientKeyExchange(edit.apply(exchange.body())))
              .serverFails();
      assertEquals(Optional.of(AlertDescription.DECODE_ERROR), failure.alert());
    }
  }

  @Test
  @DisplayName("RFC 4279 §2: an unknown identity goes on like a wrong key")
  void unknownPskIdentity() {
    Suite12 suite = Suite12.TLS_PSK_WITH_AES_128_GCM_SHA256;
    Bytes known = Servers.PSK.identity();
    for (Bytes identity :
        List.of(
            Bytes.fromHex("796f75"),
            Bytes.empty(),
            known.plus(Bytes.of(0)), // an identity is no string that ends with a zero byte
            known.plus(Bytes.of(0, 0x78)))) {
      TlsException unknown =
          Loopback.of(Servers.client(suite), Servers.legacy(suite))
              .toServer(
                  ClientKeyExchange.class,
                  exchange ->
                      ClientKeyExchange.of(
                          new ClientKeyExchangeContent(Optional.of(identity), Optional.empty()),
                          KeyExchange12.PSK))
              .serverFails();
      TlsException wrong =
          Loopback.of(
                  Servers.client(suite)
                      .externalPsks(
                          List.of(ExternalPsk.of(Servers.PSK.identity(), Secret.zeros(16)))),
                  Servers.legacy(suite))
              .serverFails();

      assertEquals(wrong.alert(), unknown.alert());
      assertEquals(wrong.getMessage(), unknown.getMessage());
    }
  }

  @Test
  @DisplayName("RFC 4279 §2: no ServerKeyExchange without a hint; with a share the hint is empty")
  void identityHints() {
    assertFalse(sendsKeyExchange(Suite12.TLS_PSK_WITH_AES_128_GCM_SHA256));
    assertFalse(sendsKeyExchange(Suite12.TLS_RSA_PSK_WITH_AES_128_GCM_SHA256));
    assertFalse(sendsKeyExchange(Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256));
    assertTrue(sendsKeyExchange(Suite12.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256));
    assertTrue(sendsKeyExchange(Suite12.TLS_DHE_PSK_WITH_AES_128_GCM_SHA256));
  }

  private static boolean sendsKeyExchange(Suite12 suite) {
    boolean[] sent = new boolean[1];
    Loopback.of(Servers.client(suite), Servers.legacy(suite))
        .toClient(
            ServerKeyExchange.class,
            exchange -> {
              sent[0] = true;
              return exchange;
            })
        .connect();
    return sent[0];
  }

  @Test
  @DisplayName("RFC 5246 §7.4.4: a server that needs a certificate takes no suite without its own")
  void pskWhereACertificateIsNeeded() {
    Suite12 suite = Suite12.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256;
    ServerConfig.Builder server =
        Servers.legacy(suite)
            .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust());

    Loopback.of(Servers.client(suite), server)
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, Rfc.rfc5246("7.4.1.3"));
  }

  @Test
  @DisplayName("RFC 5246 §7.3: the messages of each side, in order")
  void order() throws TlsException {
    Loopback loopback = Loopback.of(Servers.client(), Servers.server());
    loopback.deliverToServer();

    assertEquals(
        List.of(
            HandshakeType.SERVER_HELLO,
            HandshakeType.CERTIFICATE,
            HandshakeType.SERVER_KEY_EXCHANGE,
            HandshakeType.SERVER_HELLO_DONE),
        loopback.server().outbox().stream()
            .map(sent -> sent.frame().orElseThrow().type())
            .toList());
  }

  private static ClientKeyExchange value(KeyExchange12 keyExchange, Bytes value) {
    return ClientKeyExchange.of(
        new ClientKeyExchangeContent(Optional.empty(), Optional.of(value)), keyExchange);
  }
}
