package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.Suite13;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider talks to every other, and to itself. */
class ProvidersTest {
  private static final InstantSource CLOCK = InstantSource.fixed(TestCertificates.NOW);
  private static final Credential CREDENTIAL = TestCertificates.server("P-256");

  static List<Arguments> pairs() {
    List<CryptoProvider> providers =
        List.of(CryptoProviders.standard(), CryptoProviders.jca(), CryptoProviders.bouncyCastle());
    List<Arguments> pairs = new ArrayList<>();
    for (CryptoProvider client : providers) {
      for (CryptoProvider server : providers) {
        for (Suite13 suite :
            List.of(
                Suite13.TLS_AES_128_GCM_SHA256,
                Suite13.TLS_AES_256_GCM_SHA384,
                Suite13.TLS_CHACHA20_POLY1305_SHA256)) {
          pairs.add(Arguments.of(client.name(), server.name(), client, server, suite));
        }
      }
    }
    assertEquals(3 * 3 * 3, pairs.size());
    return pairs;
  }

  @ParameterizedTest(name = "{0} to {1} with {4}")
  @MethodSource("pairs")
  void talk(
      String clientName,
      String serverName,
      CryptoProvider clientCrypto,
      CryptoProvider serverCrypto,
      Suite13 suite)
      throws Exception {
    ClientConfig client =
        ClientConfig.builder(clientCrypto)
            .trust(TestCertificates.trust())
            .clock(CLOCK)
            .suites(List.of(suite))
            .build();
    ServerConfig server =
        ServerConfig.builder(serverCrypto, CredentialSelector.of(CREDENTIAL)).clock(CLOCK).build();
    Duplex duplex =
        new Duplex(
            new End(
                TlsConnection.start(clientCrypto, Handshake.client(client, TestConfigs.SERVER))),
            new End(TlsConnection.start(serverCrypto, Handshake.server(server))));

    duplex.run(Delivery.WHOLE);
    duplex.client().connection.updateKeys(true);
    duplex.run(Delivery.WHOLE);
    duplex.server().deliver(duplex.client().write(Bytes.copyOf(new byte[20_000])));
    duplex.client().deliver(duplex.server().write(Bytes.of(3)));

    assertEquals(Bytes.copyOf(new byte[20_000]), duplex.server().received());
    assertEquals(Bytes.of(3), duplex.client().received());
  }
}
