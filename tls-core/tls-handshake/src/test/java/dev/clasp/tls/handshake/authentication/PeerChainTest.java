package dev.clasp.tls.handshake.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.Purpose;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerChainTest {
  private static final Map<PathFailure, AlertDescription> ALERTS = new EnumMap<>(PathFailure.class);

  static {
    ALERTS.put(PathFailure.MALFORMED, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.UNKNOWN_ISSUER, AlertDescription.UNKNOWN_CA);
    ALERTS.put(PathFailure.BAD_SIGNATURE, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.EXPIRED, AlertDescription.CERTIFICATE_EXPIRED);
    ALERTS.put(PathFailure.NOT_YET_VALID, AlertDescription.CERTIFICATE_EXPIRED);
    ALERTS.put(PathFailure.NAME_MISMATCH, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.REVOKED, AlertDescription.CERTIFICATE_REVOKED);
    ALERTS.put(PathFailure.REVOCATION_STATUS_UNKNOWN, AlertDescription.CERTIFICATE_UNKNOWN);
    ALERTS.put(PathFailure.BAD_STATUS_RESPONSE, AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE);
    ALERTS.put(PathFailure.WRONG_PURPOSE, AlertDescription.UNSUPPORTED_CERTIFICATE);
    ALERTS.put(PathFailure.WRONG_KEY_USAGE, AlertDescription.UNSUPPORTED_CERTIFICATE);
    ALERTS.put(PathFailure.NOT_A_CA, AlertDescription.UNKNOWN_CA);
    ALERTS.put(PathFailure.PATH_TOO_LONG, AlertDescription.UNKNOWN_CA);
    ALERTS.put(PathFailure.NAME_CONSTRAINT_VIOLATED, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.POLICY_VIOLATED, AlertDescription.CERTIFICATE_UNKNOWN);
    ALERTS.put(PathFailure.UNKNOWN_CRITICAL_EXTENSION, AlertDescription.UNSUPPORTED_CERTIFICATE);
    ALERTS.put(PathFailure.UNSUPPORTED_KEY, AlertDescription.UNSUPPORTED_CERTIFICATE);
    ALERTS.put(PathFailure.UNSUPPORTED_SIGNATURE_ALGORITHM, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.WEAK_KEY, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.PROFILE_VIOLATED, AlertDescription.BAD_CERTIFICATE);
    ALERTS.put(PathFailure.TRANSPARENCY_VIOLATED, AlertDescription.CERTIFICATE_UNKNOWN);
    ALERTS.put(PathFailure.BUDGET_EXHAUSTED, AlertDescription.CERTIFICATE_UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(PathFailure.class)
  @DisplayName("RFC 9846 §6.2: every reason has its alert")
  void alerts(PathFailure reason) {
    PeerVerifier refusing =
        peer -> {
          throw new PathRejected(reason, "certificate: no");
        };

    CertificateRejected e =
        assertThrows(CertificateRejected.class, () -> PeerChain.validate(refusing, peer()));

    assertEquals(Optional.ofNullable(ALERTS.get(reason)), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.5.1.2")), e.clause());
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: the example of what is signed")
  void signedContent() {
    // The RFC's example has 32 bytes of 01 where the transcript hash is; ours ends with a real one.
    Bytes before =
        Bytes.fromHex(
            """
            2020202020202020202020202020202020202020202020202020202020202020
            2020202020202020202020202020202020202020202020202020202020202020
            544c5320312e332c207365727665722043657274696669636174655665726966
            79
            00
            """);
    Transcript transcript = Transcript.empty(TestConfigs.CRYPTO.hashes(), HashAlgorithm.SHA256);

    assertEquals(before.plus(transcript.hash()), CertificateVerifyContent.SERVER.of(transcript));
  }

  /** CVE-2026-55960 of another stack: it took a key alone where nobody had negotiated one. */
  @Test
  @DisplayName("RFC 9846 §4.5.1.2: a raw public key that was not negotiated is no certificate")
  void refusesARawPublicKey() {
    Bytes key = TestCertificates.server("P-256").endEntity().subjectPublicKeyInfo();
    Certificate13 message =
        new Certificate13(Bytes.empty(), List.of(new CertificateEntry(key, Extensions.EMPTY)));

    CertificateRejected e = assertThrows(CertificateRejected.class, () -> PeerChain.parse(message));

    assertEquals(Optional.of(AlertDescription.BAD_CERTIFICATE), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.5.1.2")), e.clause());
  }

  @Test
  @DisplayName("RFC 5246 §7.2.2: nor is it in TLS 1.2")
  void refusesARawPublicKeyInTls12() {
    Bytes key = TestCertificates.server("P-256").endEntity().subjectPublicKeyInfo();

    CertificateRejected e =
        assertThrows(
            CertificateRejected.class, () -> PeerChain12.parse(new Certificate12(List.of(key))));

    assertEquals(Optional.of(AlertDescription.BAD_CERTIFICATE), e.alert());
    assertEquals(Optional.of(Rfc.rfc5246("7.2.2")), e.clause());
  }

  @Test
  void thereIsAlwaysACertificateToJudge() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PeerCertificates(
                List.of(), Purpose.TLS_CLIENT, Optional.empty(), TestCertificates.NOW));
  }

  private static PeerCertificates peer() {
    return new PeerCertificates(
        TestCertificates.server("P-256").chain(),
        Purpose.TLS_SERVER,
        Optional.of(TestConfigs.SERVER),
        TestCertificates.NOW);
  }
}
