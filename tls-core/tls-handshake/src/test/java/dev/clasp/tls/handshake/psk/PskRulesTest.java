package dev.clasp.tls.handshake.psk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeEvent.ExternalPskSelected;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** External keys, and each rule of pre_shared_key with its alert (RFC 9846 §4.3.11). */
class PskRulesTest {
  private static final Rfc PRE_SHARED_KEY = Rfc.rfc9846("4.3.11");
  private static final ExternalPsk PSK =
      ExternalPsk.of(Bytes.of(1, 2, 3), Secret.copyOf(Bytes.fromHex("00".repeat(32))));
  private static final ExternalPsk PSK384 =
      new ExternalPsk(
          Bytes.of(9), Secret.copyOf(Bytes.fromHex("11".repeat(48))), HashAlgorithm.SHA384);

  private static ClientConfig.Builder client(ExternalPsk... psks) {
    return TestConfigs.client().externalPsks(List.of(psks));
  }

  private static ServerConfig.Builder server(ExternalPsk... psks) {
    return TestConfigs.server().externalPsks(List.of(psks));
  }

  private static Optional<Bytes> selected(Loopback loopback) {
    Optional<Bytes> client =
        loopback.client().event(ExternalPskSelected.class).map(ExternalPskSelected::identity);
    assertEquals(
        client,
        loopback.server().event(ExternalPskSelected.class).map(ExternalPskSelected::identity));
    return client;
  }

  @Test
  @DisplayName("a key from outside authenticates both sides, and no certificate is sent")
  void externalKey() {
    Loopback loopback = Loopback.of(client(PSK), server(PSK)).connect();

    assertEquals(Optional.of(PSK.identity()), selected(loopback));
    assertFalse(loopback.client().event(HandshakeEvent.PeerIdentified.class).isPresent());
  }

  @Test
  @DisplayName("a server without certificates, and a client that trusts nobody")
  void certificateFree() {
    ClientConfig.Builder client =
        ClientConfig.builder(TestConfigs.CRYPTO).externalPsks(List.of(PSK));
    ServerConfig.Builder server =
        ServerConfig.builder(TestConfigs.CRYPTO, CredentialSelector.NONE)
            .externalPsks(List.of(PSK));

    assertEquals(Optional.of(PSK.identity()), selected(Loopback.of(client, server).connect()));
  }

  @Test
  @DisplayName("a client that trusts nobody refuses a certificate")
  void noFallBackToCertificates() {
    ClientConfig.Builder client =
        ClientConfig.builder(TestConfigs.CRYPTO).externalPsks(List.of(PSK));

    Loopback.of(client, TestConfigs.server())
        .clientFails(AlertDescription.UNKNOWN_CA, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("an unknown identity is ignored: a handshake with certificates")
  void unknownIdentity() {
    Loopback loopback = Loopback.of(client(PSK), server(PSK384)).connect();

    assertEquals(Optional.empty(), selected(loopback));
    assertTrue(loopback.client().event(HandshakeEvent.PeerIdentified.class).isPresent());
  }

  @Test
  @DisplayName("§4.3.11: keys from outside influence the selection of the suite")
  void theHashDecidesTheSuite() {
    Loopback loopback = Loopback.of(client(PSK384), server(PSK384)).connect();

    assertEquals(Optional.of(PSK384.identity()), selected(loopback));
    assertEquals(
        Suite13.TLS_AES_256_GCM_SHA384,
        loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().suite());
  }

  @Test
  @DisplayName("the first key that the server knows is taken")
  void theFirstKnownKey() {
    assertEquals(
        Optional.of(PSK384.identity()),
        selected(Loopback.of(client(PSK384, PSK), server(PSK, PSK384)).connect()));
    assertEquals(
        Optional.of(PSK.identity()),
        selected(Loopback.of(client(PSK384, PSK), server(PSK)).connect()));
  }

  @Test
  @DisplayName("a server that needs certificates does not take a key in their place")
  void keysDoNotReplaceNeededCertificates() {
    Loopback loopback =
        Loopback.of(
            client(PSK).credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
            server(PSK)
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()));

    assertEquals(Optional.empty(), selected(loopback.connect()));
  }

  @Test
  @DisplayName("§4.3.11: a binder that does not validate → decrypt_error")
  void wrongKey() {
    ExternalPsk other =
        ExternalPsk.of(PSK.identity(), Secret.copyOf(Bytes.fromHex("22".repeat(32))));

    Loopback.of(client(other), server(PSK))
        .serverFails(AlertDescription.DECRYPT_ERROR, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3.11.2: the binder covers the ClientHello")
  void theBinderCoversTheHello() {
    Loopback.of(client(PSK), server(PSK))
        .toServer(
            ClientHello.class,
            hello -> {
              List<CipherSuite> more = new ArrayList<>(hello.cipherSuites());
              more.add(new CipherSuite(0x0A0A));
              return Hellos.suites(hello, more);
            })
        .serverFails(AlertDescription.DECRYPT_ERROR, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3.11: a binder of another length → decrypt_error")
  void binderOfAnotherLength() {
    Loopback.of(client(PSK), server(PSK))
        .toServer(
            ClientHello.class,
            hello ->
                Hellos.with(
                    hello,
                    new PreSharedKeyClientHello(
                        offered(hello).identities(), List.of(Bytes.copyOf(new byte[48])))))
        .serverFails(AlertDescription.DECRYPT_ERROR, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3.11: as many binders as identities, or illegal_parameter")
  void aBinderForEachIdentity() {
    Loopback.of(client(PSK), server(PSK))
        .toServer(
            ClientHello.class,
            hello ->
                Hellos.with(
                    hello,
                    new PreSharedKeyClientHello(
                        offered(hello).identities(),
                        List.of(Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32])))))
        .serverFails(AlertDescription.ILLEGAL_PARAMETER, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3.9: pre_shared_key without psk_key_exchange_modes → missing_extension")
  void modesAreMandatory() {
    Loopback.of(client(PSK), server(PSK))
        .toServer(
            ClientHello.class, hello -> Hellos.without(hello, ExtensionType.PSK_KEY_EXCHANGE_MODES))
        .serverFails(AlertDescription.MISSING_EXTENSION, Rfc.rfc9846("4.3.9"));
  }

  @Test
  @DisplayName("§4.3.3: certificates after all, and no signature_algorithms → missing_extension")
  void signatureAlgorithmsAreMandatoryWithoutPsk() {
    Loopback.of(client(PSK), server(PSK384))
        .toServer(
            ClientHello.class, hello -> Hellos.without(hello, ExtensionType.SIGNATURE_ALGORITHMS))
        .serverFails(AlertDescription.MISSING_EXTENSION, Rfc.rfc9846("4.3.3"));
  }

  @Test
  @DisplayName("§4.3.11: selected_identity out of range → illegal_parameter")
  void selectedIdentityOutOfRange() {
    Loopback.of(client(PSK), server(PSK))
        .toClient(ServerHello.class, hello -> Hellos.with(hello, new PreSharedKeyServerHello(1)))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3.11: a suite with another hash than the key's → illegal_parameter")
  void suiteOfAnotherHash() {
    Loopback.of(client(PSK, PSK384), server(PSK))
        .toClient(ServerHello.class, hello -> Hellos.with(hello, new PreSharedKeyServerHello(1)))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3.11: no key_share though psk_ke was not offered → illegal_parameter")
  void keyShareIsRequired() {
    Loopback.of(client(PSK), server(PSK))
        .toClient(ServerHello.class, hello -> Hellos.without(hello, ExtensionType.KEY_SHARE))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, PRE_SHARED_KEY);
  }

  @Test
  @DisplayName("§4.3: pre_shared_key in answer to none → unsupported_extension")
  void unasked() {
    Loopback.of(TestConfigs.client(), TestConfigs.server())
        .toClient(ServerHello.class, hello -> Hellos.with(hello, new PreSharedKeyServerHello(0)))
        .clientFails(AlertDescription.UNSUPPORTED_EXTENSION, Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("§4.3.9: psk_ke of one side only is not used")
  void withoutKeyExchangeTakesTwo() {
    Loopback loopback =
        Loopback.of(client(PSK).allowPskWithoutKeyExchange(), server(PSK)).connect();

    assertEquals(Optional.of(PSK.identity()), selected(loopback));
    assertTrue(
        loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().group().isPresent());
  }

  @Test
  @DisplayName("we look at eight identities, not at thousands")
  void manyIdentities() {
    List<ExternalPsk> many = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      many.add(ExternalPsk.of(Bytes.of(200, i), PSK.key()));
    }
    List<ExternalPsk> last = new ArrayList<>(many.subList(1, 8));
    last.add(PSK);
    many.add(PSK);

    assertEquals(
        Optional.of(PSK.identity()),
        selected(Loopback.of(client(last.toArray(ExternalPsk[]::new)), server(PSK)).connect()));
    assertEquals(
        Optional.empty(),
        selected(Loopback.of(client(many.toArray(ExternalPsk[]::new)), server(PSK)).connect()));
  }

  private static PreSharedKeyClientHello offered(ClientHello hello) {
    return hello.extensions().find(PreSharedKeyClientHello.class).orElseThrow();
  }
}
