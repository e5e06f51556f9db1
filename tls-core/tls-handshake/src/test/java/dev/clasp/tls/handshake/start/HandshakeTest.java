package dev.clasp.tls.handshake.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite13;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Client and server against each other: every way to connect ends with the same keys. */
class HandshakeTest {
  private static final List<Suite13> SUITES =
      List.of(
          Suite13.TLS_AES_128_GCM_SHA256,
          Suite13.TLS_AES_256_GCM_SHA384,
          Suite13.TLS_CHACHA20_POLY1305_SHA256,
          Suite13.TLS_AES_128_CCM_SHA256,
          Suite13.TLS_AES_128_CCM_8_SHA256);
  private static final List<NamedGroup> GROUPS =
      List.of(
          NamedGroup.X25519,
          NamedGroup.SECP256R1,
          NamedGroup.SECP384R1,
          NamedGroup.SECP521R1,
          NamedGroup.X25519MLKEM768);

  static List<Arguments> suitesGroupsAndKeys() {
    List<Arguments> cells = new ArrayList<>();
    for (Suite13 suite : SUITES) {
      for (NamedGroup group : GROUPS) {
        for (String keyType : TestCertificates.KEY_TYPES) {
          cells.add(Arguments.of(suite, group, keyType));
        }
      }
    }
    assertEquals(5 * 5 * 7, cells.size());
    return cells;
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("suitesGroupsAndKeys")
  void connects(Suite13 suite, NamedGroup group, String keyType) {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().suites(List.of(suite)).groups(List.of(group)),
                TestConfigs.server(keyType).groups(List.of(group)).suites(SUITES))
            .connect();

    assertEquals(
        Optional.of(
            new HandshakeEvent.Negotiated(ProtocolVersion.TLS13, suite, Optional.of(group))),
        loopback.client().event(HandshakeEvent.Negotiated.class));
    assertSameKeys(loopback);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keyTypes")
  void clientsAuthenticate(String keyType) {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .credentials(CredentialSelector.of(TestCertificates.client(keyType))),
                TestConfigs.server()
                    .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
            .connect();

    assertEquals(
        TestCertificates.client(keyType).endEntity().subject(),
        loopback
            .server()
            .event(HandshakeEvent.PeerIdentified.class)
            .orElseThrow()
            .path()
            .leaf()
            .subject());
    assertSameKeys(loopback);
  }

  static List<String> keyTypes() {
    return TestCertificates.KEY_TYPES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void retriesForAnotherGroup(NamedGroup group) {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().groups(GROUPS).keyShares(List.of()),
                TestConfigs.server().groups(List.of(group)))
            .connect();

    assertEquals(
        Optional.of(new HandshakeEvent.HelloRetried(Optional.of(group))),
        loopback.client().event(HandshakeEvent.HelloRetried.class));
    assertEquals(
        Optional.of(new HandshakeEvent.HelloRetried(Optional.of(group))),
        loopback.server().event(HandshakeEvent.HelloRetried.class));
    assertSameKeys(loopback);
  }

  static List<NamedGroup> groups() {
    return GROUPS;
  }

  @Test
  void anAnonymousClientIsWelcomeWhenCertificatesAreOnlyWanted() {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client(),
                TestConfigs.server()
                    .clientAuthentication(ClientAuthentication.WANTED, TestCertificates.trust()))
            .connect();

    assertEquals(Optional.empty(), loopback.server().event(HandshakeEvent.PeerIdentified.class));
    assertTrue(loopback.client().event(HandshakeEvent.CertificateRequested.class).isPresent());
    assertSameKeys(loopback);
  }

  @Test
  void aRetryAndAClientCertificateInOneHandshake() {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .suites(List.of(Suite13.TLS_AES_256_GCM_SHA384))
                    .credentials(CredentialSelector.of(TestCertificates.client("Ed25519"))),
                TestConfigs.server("RSA")
                    .groups(List.of(NamedGroup.SECP521R1))
                    .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
            .connect();

    assertTrue(loopback.server().event(HandshakeEvent.PeerIdentified.class).isPresent());
    assertSameKeys(loopback);
  }

  @Test
  void bothSidesReportNameAndProtocol() {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().applicationProtocols(List.of("http/1.1", "h2")),
                TestConfigs.server().applicationProtocols(List.of("h2", "http/1.1")))
            .connect();

    assertEquals(
        Optional.of(new HandshakeEvent.ApplicationProtocolSelected("h2")),
        loopback.client().event(HandshakeEvent.ApplicationProtocolSelected.class));
    assertEquals(
        Optional.of(new HandshakeEvent.ApplicationProtocolSelected("h2")),
        loopback.server().event(HandshakeEvent.ApplicationProtocolSelected.class));
    assertEquals(
        Optional.of(new HandshakeEvent.ServerNameRequested(TestCertificates.HOST)),
        loopback.server().event(HandshakeEvent.ServerNameRequested.class));
  }

  @Test
  void bothSidesExportTheSame() {
    Loopback loopback = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect();
    Loopback other = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect();

    assertEquals(exported(loopback.client()), exported(loopback.server()));
    assertNotEquals(exported(loopback.client()), exported(other.client()));
  }

  private static Object exported(TestPeer peer) {
    return peer.event(HandshakeEvent.HandshakeComplete.class)
        .orElseThrow()
        .exporter()
        .export("EXPERIMENTAL", Bytes.of(1, 2, 3), 32);
  }

  private static void assertSameKeys(Loopback loopback) {
    assertEquals(loopback.client().writeEpoch(), loopback.server().readEpoch());
    assertEquals(loopback.client().readEpoch(), loopback.server().writeEpoch());
    assertNotEquals(loopback.client().readEpoch(), loopback.client().writeEpoch());
  }
}
