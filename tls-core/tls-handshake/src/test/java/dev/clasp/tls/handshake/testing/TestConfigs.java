package dev.clasp.tls.handshake.testing;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.time.InstantSource;

/** Configurations that agree with each other, to be changed by a test in one respect. */
public final class TestConfigs {
  public static final CryptoProvider CRYPTO = CryptoProviders.standard();
  public static final ReferenceIdentity SERVER = ReferenceIdentity.of(TestCertificates.HOST);

  private static final InstantSource CLOCK = InstantSource.fixed(TestCertificates.NOW);

  private TestConfigs() {}

  public static ClientConfig.Builder client() {
    return ClientConfig.builder(CRYPTO).trust(TestCertificates.trust()).clock(CLOCK);
  }

  public static ServerConfig.Builder server() {
    return server("P-256");
  }

  public static ServerConfig.Builder server(String keyType) {
    return ServerConfig.builder(CRYPTO, CredentialSelector.of(TestCertificates.server(keyType)))
        .clock(CLOCK);
  }
}
