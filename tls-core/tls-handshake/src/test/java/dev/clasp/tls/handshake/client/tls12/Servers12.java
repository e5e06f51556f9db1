package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Clients of TLS 1.2 and the scripted servers they talk to. */
final class Servers12 {
  private Servers12() {}

  static ClientConfig.Builder client() {
    return TestConfigs.client().versions(List.of(ProtocolVersion.TLS12));
  }

  static ClientConfig.Builder legacyClient() {
    return client().legacy();
  }

  /** ECDHE with a certificate of ECDSA: what both sides have by default. */
  static ScriptedServer12 ecdhe() {
    return ecdhe(client());
  }

  static ScriptedServer12 ecdhe(ClientConfig.Builder client) {
    return new ScriptedServer12(
        client,
        Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        Optional.of(TestCertificates.server("P-256")));
  }

  static ScriptedServer12 dhe() {
    return new ScriptedServer12(
        legacyClient(),
        Suite12.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
        Optional.of(TestCertificates.server("RSA")));
  }

  static ScriptedServer12 rsa() {
    return new ScriptedServer12(
        legacyClient(),
        Suite12.TLS_RSA_WITH_AES_128_CBC_SHA,
        Optional.of(
            TestCertificates.server(TestCertificates.HOST, "RSA", KeyUsage.keyEncipherment)));
  }
}
