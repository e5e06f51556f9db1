package dev.clasp.tls.handshake.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups and signatures that are there for those who ask, and one that is young. */
class MoreAlgorithmsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MLKEM512",
        "MLKEM768",
        "MLKEM1024",
        "SecP256r1MLKEM768",
        "SecP384r1MLKEM1024",
        "brainpoolP256r1tls13",
        "brainpoolP384r1tls13",
        "brainpoolP512r1tls13",
        "x448",
        "ffdhe2048"
      })
  @DisplayName("a key exchange with this group alone, with a share and after a HelloRetryRequest")
  void groups(String name) {
    NamedGroup group = NamedGroup.byName(name).orElseThrow();
    for (List<NamedGroup> shares : List.of(List.of(group), List.<NamedGroup>of())) {
      Loopback loopback =
          Loopback.of(
                  TestConfigs.client().groups(List.of(group)).keyShares(shares),
                  TestConfigs.server().groups(List.of(group)))
              .connect();

      assertEquals(
          Optional.of(group),
          loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
      assertEquals(loopback.client().readEpoch(), loopback.server().writeEpoch());
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: several shares of the caller's choice save the round trip")
  void severalShares() {
    List<NamedGroup> groups =
        List.of(NamedGroup.X25519, NamedGroup.SECP384R1, NamedGroup.SECP521R1);
    for (NamedGroup group : groups) {
      Loopback loopback =
          Loopback.of(
                  TestConfigs.client().groups(groups).keyShares(groups),
                  TestConfigs.server().groups(List.of(group)))
              .connect();

      assertEquals(Optional.empty(), loopback.client().event(HandshakeEvent.HelloRetried.class));
      assertEquals(
          Optional.of(group),
          loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ML-DSA-44, mldsa44",
    "ML-DSA-65, mldsa65",
    "ML-DSA-87, mldsa87",
    "brainpoolP256r1, ecdsa_brainpoolP256r1tls13_sha256",
    "brainpoolP384r1, ecdsa_brainpoolP384r1tls13_sha384",
    "brainpoolP512r1, ecdsa_brainpoolP512r1tls13_sha512"
  })
  @DisplayName("certificates and CertificateVerify of both sides (0x0904 to 0x0906, RFC 8734)")
  void signatures(String keyType, String scheme) {
    List<SignatureScheme> used = new ArrayList<>();
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .credentials(CredentialSelector.of(TestCertificates.client(keyType))),
                TestConfigs.server(keyType)
                    .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
            .toClient(CertificateVerify.class, message -> noted(message, used))
            .toServer(CertificateVerify.class, message -> noted(message, used))
            .connect();

    SignatureScheme expected = SignatureScheme.byName(scheme).orElseThrow();
    assertEquals(List.of(expected, expected), used);
    assertEquals(
        TestCertificates.client(keyType).endEntity().subject(),
        loopback
            .server()
            .event(HandshakeEvent.PeerIdentified.class)
            .orElseThrow()
            .path()
            .leaf()
            .subject());
  }

  private static CertificateVerify noted(CertificateVerify message, List<SignatureScheme> used) {
    used.add(message.algorithm());
    return message;
  }

  @ParameterizedTest
  @MethodSource("onlyTls13")
  @DisplayName("draft-ietf-tls-mldsa §3, RFC 8734 §3: not in TLS 1.2")
  void notInTls12(String keyType) {
    Loopback.of(
            TestConfigs.client().versions(List.of(ProtocolVersion.TLS12)),
            TestConfigs.server(keyType).versions(List.of(ProtocolVersion.TLS12)))
        .serverFails(AlertDescription.HANDSHAKE_FAILURE, Rfc.rfc5246("7.4.1.3"));
  }

  static List<String> onlyTls13() {
    return List.of("ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "brainpoolP256r1");
  }
}
