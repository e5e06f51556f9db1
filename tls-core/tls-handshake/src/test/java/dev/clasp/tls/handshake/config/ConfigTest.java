package dev.clasp.tls.handshake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void aClientWithoutTrustIsNotBuilt() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> ClientConfig.builder(TestConfigs.CRYPTO).build());

    assertEquals("trust: not set, expected trust anchors", e.getMessage());
  }

  @Test
  void defaultsOfTheClient() {
    ClientConfig config = TestConfigs.client().build();

    assertEquals(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12), config.versions());
    assertEquals(Suite13.TLS_AES_128_GCM_SHA256, config.suites().get(0));
    assertFalse(config.suites().contains(Suite13.TLS_AES_128_CCM_8_SHA256));
    assertEquals(List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519), config.keyShares());
    assertEquals(
        List.of(
            NamedGroup.X25519MLKEM768,
            NamedGroup.SECP256R1MLKEM768,
            NamedGroup.SECP384R1MLKEM1024,
            NamedGroup.X25519,
            NamedGroup.SECP256R1,
            NamedGroup.SECP384R1,
            NamedGroup.SECP521R1),
        config.groups());
    assertTrue(config.middleboxCompatibility());
    assertTrue(config.sendsServerName());
    assertFalse(config.signatureSchemes().contains(SignatureScheme.RSA_PKCS1_SHA1));
  }

  @Test
  void sharesForTheFirstGroupUnlessItIsAHybrid() {
    List<NamedGroup> groups = List.of(NamedGroup.SECP384R1, NamedGroup.X25519MLKEM768);

    assertEquals(
        List.of(NamedGroup.SECP384R1), TestConfigs.client().groups(groups).build().keyShares());
  }

  @Test
  void defaultsOfTheServer() {
    ServerConfig config = TestConfigs.server().build();

    assertEquals(ClientAuthentication.NONE, config.clientAuthentication());
    assertEquals(List.of(), config.applicationProtocols());
    assertEquals(PeerVerifier.NOBODY, config.peerVerifier());
  }

  @Test
  void keySharesAreSomeOfTheGroupsInTheirOrder() {
    ClientConfig.Builder builder =
        TestConfigs.client().groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1));

    assertThrows(
        IllegalStateException.class,
        () -> builder.keyShares(List.of(NamedGroup.SECP384R1)).build());
    assertThrows(
        IllegalStateException.class,
        () -> builder.keyShares(List.of(NamedGroup.SECP256R1, NamedGroup.X25519)).build());
    assertThrows(
        IllegalStateException.class,
        () -> builder.keyShares(List.of(NamedGroup.X25519, NamedGroup.X25519)).build());
  }

  @Test
  void listsAreCheckedWhereTheyAreGiven() {
    ClientConfig.Builder client = TestConfigs.client();
    ServerConfig.Builder server = TestConfigs.server();

    assertThrows(IllegalArgumentException.class, () -> client.suites(List.of()));
    assertThrows(IllegalArgumentException.class, () -> client.groups(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> client.groups(List.of(NamedGroup.X25519, NamedGroup.X25519)));
    assertThrows(
        IllegalArgumentException.class, () -> client.groups(List.of(new NamedGroup(0x0A0A))));
    assertThrows(
        IllegalArgumentException.class,
        () -> server.signatureSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA1)));
    assertThrows(
        IllegalArgumentException.class, () -> server.versions(List.of(ProtocolVersion.TLS11)));
  }

  @Test
  void applicationProtocolsAreOneTo255Bytes() {
    ClientConfig.Builder client = TestConfigs.client();

    assertThrows(IllegalArgumentException.class, () -> client.applicationProtocols(List.of("")));
    assertThrows(
        IllegalArgumentException.class,
        () -> client.applicationProtocols(List.of("x".repeat(256))));
    assertThrows(
        IllegalArgumentException.class, () -> client.applicationProtocols(List.of("\u0100")));
    assertEquals(
        List.of("\u00FF"),
        client.applicationProtocols(List.of("\u00FF")).build().applicationProtocols());
  }

  @Test
  void aCredentialNeedsItsChainAndTheKeyOfIt() {
    Credential ecdsa = TestCertificates.server("P-256");
    Credential ed25519 = TestCertificates.server("Ed25519");

    assertThrows(IllegalArgumentException.class, () -> new Credential(List.of(), ecdsa.key()));
    assertThrows(
        IllegalArgumentException.class, () -> new Credential(ecdsa.chain(), ed25519.key()));
  }
}
