package dev.clasp.tls.handshake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the configuration says of TLS 1.2 and of keys shared beforehand. */
class Tls12ConfigTest {
  private static final ExternalPsk PSK =
      ExternalPsk.of(Bytes.fromHex("6d65"), Secret.copyOf(Bytes.fromHex("00112233")));

  @Test
  void whatWeakensIsOffByDefault() {
    ServerConfig config = TestConfigs.server().build();

    assertFalse(config.allowsLegacy());
    assertTrue(config.requiresExtendedMainSecret());
    assertTrue(config.encryptThenMac());
    assertEquals(List.of(), config.externalPsks());
    assertEquals(OptionalInt.empty(), config.recordSizeLimit());
  }

  @Test
  void legacyAddsTheFiniteFieldGroupsLast() {
    List<NamedGroup> groups = TestConfigs.client().legacy().build().groups();

    assertEquals(NamedGroup.X25519MLKEM768, groups.get(0));
    assertEquals(
        List.of(NamedGroup.FFDHE2048, NamedGroup.FFDHE3072, NamedGroup.FFDHE4096),
        groups.subList(groups.size() - 3, groups.size()));
    assertFalse(TestConfigs.client().build().groups().contains(NamedGroup.FFDHE2048));
  }

  @Test
  void oneVersionAloneCanBeChosen() {
    ServerConfig config = TestConfigs.server().versions(List.of(ProtocolVersion.TLS13)).build();

    assertTrue(config.speaks(ProtocolVersion.TLS13));
    assertFalse(config.speaks(ProtocolVersion.TLS12));
  }

  @Test
  void aPskIsFoundByItsIdentity() {
    assertEquals(Optional.of(PSK), ExternalPsk.find(List.of(PSK), Bytes.fromHex("6d65")));
    assertEquals(Optional.empty(), ExternalPsk.find(List.of(PSK), Bytes.fromHex("6d")));
  }

  @Test
  void aPskHasIdentityAndKey() {
    assertThrows(IllegalArgumentException.class, () -> ExternalPsk.of(Bytes.empty(), PSK.key()));
    assertThrows(
        IllegalArgumentException.class, () -> ExternalPsk.of(PSK.identity(), Secret.zeros(0)));
  }

  @Test
  void noTwoPsksHaveOneIdentity() {
    assertThrows(
        IllegalArgumentException.class, () -> TestConfigs.server().externalPsks(List.of(PSK, PSK)));
  }

  @Test
  void limitsOfRecordsAreThoseOfTheirRfcs() {
    assertThrows(IllegalArgumentException.class, () -> TestConfigs.server().recordSizeLimit(63));
    assertThrows(IllegalArgumentException.class, () -> TestConfigs.server().recordSizeLimit(16385));
    assertThrows(IllegalArgumentException.class, () -> TestConfigs.client().maxFragmentLength(256));
    assertEquals(
        OptionalInt.of(64), TestConfigs.server().recordSizeLimit(64).build().recordSizeLimit());
    assertEquals(
        OptionalInt.of(512),
        TestConfigs.client().maxFragmentLength(512).build().maxFragmentLength());
  }

  @Test
  void theSuitesOfTheDefaultAreEphemeralAeads() {
    assertEquals(
        List.of(
            Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            Suite12.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            Suite12.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            Suite12.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            Suite12.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256),
        TestConfigs.server().build().suites12());
  }

  @Test
  void legacyAddsTheOtherSuitesBehindThem() {
    List<Suite12> suites = TestConfigs.server().legacy().build().suites12();

    assertEquals(TestConfigs.server().build().suites12(), suites.subList(0, 6));
    assertTrue(suites.contains(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA));
    assertFalse(suites.contains(Suite12.TLS_PSK_WITH_AES_128_GCM_SHA256));
  }

  @Test
  void suitesWithPresharedKeysNeedOne() {
    ServerConfig config = TestConfigs.server().legacy().externalPsks(List.of(PSK)).build();

    assertTrue(config.suites12().contains(Suite12.TLS_PSK_WITH_AES_128_GCM_SHA256));
  }

  @Test
  void aLegacySuiteNeedsTheSwitch() {
    ServerConfig.Builder builder =
        TestConfigs.server().suites12(List.of(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA));

    assertEquals(
        "suites12: TLS_RSA_WITH_AES_128_CBC_SHA, expected legacy()",
        assertThrows(IllegalStateException.class, builder::build).getMessage());
    assertEquals(1, builder.legacy().build().suites12().size());
  }
}
