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
}
