package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Servers of TLS 1.2 and clients that agree with them. */
final class Servers {
  static final ExternalPsk PSK =
      ExternalPsk.of(
          Bytes.fromHex("6d65"), Secret.copyOf(Bytes.fromHex("000102030405060708090a0b0c0d0e0f")));

  private static final Credential RSA =
      TestCertificates.server(
          TestCertificates.HOST, "RSA", KeyUsage.digitalSignature | KeyUsage.keyEncipherment);

  private Servers() {}

  static ClientConfig.Builder client() {
    return TestConfigs.client().versions(List.of(ProtocolVersion.TLS12));
  }

  /** That offers this suite alone, whatever it takes. */
  static ClientConfig.Builder client(Suite12 suite) {
    return client().legacy().externalPsks(List.of(PSK)).suites12(List.of(suite));
  }

  static ServerConfig.Builder server() {
    return TestConfigs.server();
  }

  /** With all suites, an RSA key for every use, and an ECDSA key. */
  static ServerConfig.Builder legacy() {
    return ServerConfig.builder(
            TestConfigs.CRYPTO, CredentialSelector.of(TestCertificates.server("P-256"), RSA))
        .clock(InstantSource.fixed(TestCertificates.NOW))
        .legacy()
        .externalPsks(List.of(PSK));
  }

  /** With this suite alone. */
  static ServerConfig.Builder legacy(Suite12 suite) {
    return legacy().suites12(List.of(suite));
  }
}
