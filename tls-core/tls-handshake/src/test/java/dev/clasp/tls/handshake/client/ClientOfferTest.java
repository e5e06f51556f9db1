package dev.clasp.tls.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.Padding;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a ClientHello holds (RFC 9846 §4.2.2, §9.2). */
class ClientOfferTest {
  @Test
  @DisplayName("RFC 9846 §4.2.2: the legacy fields")
  void legacyFields() {
    ClientHello hello = hello(TestConfigs.client());

    assertEquals(ProtocolVersion.TLS12, hello.legacyVersion());
    assertEquals(32, hello.legacySessionId().bytes().size());
    assertEquals(ClientHello.NULL_COMPRESSION, hello.legacyCompressionMethods());
    assertTrue(
        hello(TestConfigs.client().middleboxCompatibility(false)).legacySessionId().isEmpty());
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: random and session id are fresh for each connection")
  void freshValues() {
    ClientHello first = hello(TestConfigs.client());
    ClientHello second = hello(TestConfigs.client());

    assertNotEquals(first.random(), second.random());
    assertNotEquals(first.legacySessionId(), second.legacySessionId());
    assertNotEquals(first.extensions(), second.extensions());
  }

  @Test
  @DisplayName("RFC 9846 §9.2: the extensions that are required")
  void requiredExtensions() {
    ClientHello hello = hello(TestConfigs.client());

    assertEquals(
        List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
        hello.extensions().find(SupportedVersionsClient.class).orElseThrow().versions());
    assertTrue(hello.extensions().find(SignatureAlgorithms.class).isPresent());
    assertTrue(hello.extensions().find(SupportedGroups.class).isPresent());
    assertTrue(hello.extensions().find(KeyShareClientHello.class).isPresent());
  }

  @Test
  @DisplayName("RFC 9846 §9.1: what every implementation must support is offered")
  void mandatoryAlgorithms() {
    ClientHello hello = hello(TestConfigs.client());
    List<SignatureScheme> schemes =
        hello
            .extensions()
            .find(SignatureAlgorithms.class)
            .orElseThrow()
            .supportedSignatureAlgorithms();

    assertTrue(hello.cipherSuites().contains(Suite13.TLS_AES_128_GCM_SHA256.codePoint()));
    assertTrue(
        hello
            .extensions()
            .find(SupportedGroups.class)
            .orElseThrow()
            .namedGroupList()
            .contains(NamedGroup.SECP256R1));
    assertTrue(
        schemes.containsAll(
            List.of(
                SignatureScheme.RSA_PKCS1_SHA256,
                SignatureScheme.RSA_PSS_RSAE_SHA256,
                SignatureScheme.ECDSA_SECP256R1_SHA256)));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: one share for each group asked for, in the order of the groups")
  void keyShares() {
    List<NamedGroup> wanted = List.of(NamedGroup.X25519, NamedGroup.SECP384R1);

    assertEquals(wanted, shares(TestConfigs.client().keyShares(wanted)));
    assertEquals(List.of(), shares(TestConfigs.client().keyShares(List.of())));
    assertEquals(
        List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519), shares(TestConfigs.client()));
  }

  @Test
  @DisplayName("RFC 6066 §3: host names only, and only if wanted")
  void serverName() {
    ClientHello named = hello(TestConfigs.client());
    ClientHello unnamed = hello(TestConfigs.client().sendServerName(false));
    ClientHello address =
        ClientOffer.first(TestConfigs.client().build(), ReferenceIdentity.of("192.0.2.1")).hello();

    assertEquals(
        List.of("server.test"),
        named.extensions().find(ServerNameList.class).orElseThrow().hostNames());
    assertFalse(unnamed.extensions().contains(ExtensionType.SERVER_NAME));
    assertFalse(address.extensions().contains(ExtensionType.SERVER_NAME));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.9: tickets are welcome for psk_dhe_ke only")
  void pskModes() {
    assertEquals(
        List.of(PskKeyExchangeModes.PSK_DHE_KE),
        hello(TestConfigs.client())
            .extensions()
            .find(PskKeyExchangeModes.class)
            .orElseThrow()
            .keModes());
  }

  @Test
  void optionalExtensionsAreThereWhenConfigured() {
    ClientHello plain = hello(TestConfigs.client());
    ClientHello full =
        hello(
            TestConfigs.client()
                .applicationProtocols(List.of("h2"))
                .certificateSchemes(List.of(SignatureScheme.ED25519)));

    assertFalse(plain.extensions().find(ApplicationLayerProtocolNegotiation.class).isPresent());
    assertFalse(plain.extensions().find(SignatureAlgorithmsCert.class).isPresent());
    assertEquals(
        List.of("h2"),
        full.extensions()
            .find(ApplicationLayerProtocolNegotiation.class)
            .orElseThrow()
            .protocolNameList());
    assertEquals(
        List.of(SignatureScheme.ED25519),
        full.extensions()
            .find(SignatureAlgorithmsCert.class)
            .orElseThrow()
            .supportedSignatureAlgorithms());
  }

  @Test
  @DisplayName("RFC 7685 §3: padding up to a length, and none where the hello is longer anyway")
  void padding() {
    for (int length : List.of(3000, hello(TestConfigs.client()).framed().size() + 5)) {
      assertEquals(length, hello(TestConfigs.client().padClientHello(length)).framed().size());
    }
    ClientHello padded = hello(TestConfigs.client().padClientHello(3000));
    Bytes padding = padded.extensions().find(Padding.class).orElseThrow().padding();
    assertEquals(Bytes.copyOf(new byte[padding.size()]), padding);
    assertFalse(
        hello(TestConfigs.client().padClientHello(16))
            .extensions()
            .contains(ExtensionType.PADDING));
    for (int wrong : List.of(0, 16_385)) {
      assertThrows(
          IllegalArgumentException.class, () -> TestConfigs.client().padClientHello(wrong));
    }
  }

  private static List<NamedGroup> shares(ClientConfig.Builder config) {
    return hello(config)
        .extensions()
        .find(KeyShareClientHello.class)
        .orElseThrow()
        .clientShares()
        .stream()
        .map(KeyShareEntry::group)
        .toList();
  }

  private static ClientHello hello(ClientConfig.Builder config) {
    return ClientOffer.first(config.build(), TestConfigs.SERVER).hello();
  }
}
