package dev.clasp.tls.handshake.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.x509.path.PeerEvidence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes along with a certificate in TLS 1.3 (RFC 9846 §4.5.1.1). */
class StaplingTest {
  private static final Bytes RESPONSE = Bytes.fromHex("3003 0a0106");
  private static final Bytes TIMESTAMP = Bytes.fromHex("00112233");

  private final List<PeerEvidence> judged = new ArrayList<>();

  private ClientConfig.Builder client() {
    PeerVerifier honest = PeerVerifier.insecureAcceptAny();
    return ClientConfig.builder(TestConfigs.CRYPTO)
        .clock(InstantSource.fixed(TestCertificates.NOW))
        .peerVerifier(
            peer -> {
              judged.add(peer.evidence());
              return honest.verify(peer);
            });
  }

  private static ServerConfig.Builder server(Credential credential) {
    return ServerConfig.builder(TestConfigs.CRYPTO, CredentialSelector.of(credential))
        .clock(InstantSource.fixed(TestCertificates.NOW));
  }

  @Test
  @DisplayName("the verifier gets the stapled response and the timestamps")
  void delivered() {
    Credential credential =
        TestCertificates.server("P-256")
            .withOcspResponse(RESPONSE)
            .withTimestamps(List.of(TIMESTAMP));
    Loopback.of(client().askForTimestamps(), server(credential)).connect();

    assertEquals(
        List.of(
            PeerEvidence.stapled(List.of(RESPONSE))
                .withTimestamps(Bytes.fromHex("0006 0004 00112233"))),
        judged);
  }

  @Test
  @DisplayName("timestamps are sent to those who ask")
  void unasked() {
    Credential credential = TestCertificates.server("P-256").withTimestamps(List.of(TIMESTAMP));
    Loopback.of(client(), server(credential)).connect();

    assertEquals(List.of(PeerEvidence.NONE), judged);
  }

  @Test
  @DisplayName("by default a stapled response has to be one: bad_certificate_status_response")
  void judgedByDefault() {
    Credential credential = TestCertificates.server("P-256").withOcspResponse(RESPONSE);

    Loopback.of(TestConfigs.client(), server(credential))
        .clientFails(AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("a server without them sends none")
  void none() {
    Loopback.of(client().askForTimestamps(), server(TestCertificates.server("P-256"))).connect();

    assertEquals(List.of(PeerEvidence.NONE), judged);
  }
}
