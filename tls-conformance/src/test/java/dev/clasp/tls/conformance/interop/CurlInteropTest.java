package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code curl} as an HTTPS client. */
class CurlInteropTest {
  private static final int CURLE_PEER_FAILED_VERIFICATION = 60; // of curl(1), EXIT CODES

  @BeforeAll
  static void present() {
    Installed.require("curl");
  }

  @ParameterizedTest
  @EnumSource
  void servesHttps(KeyType keyType) {
    ServerConfig config = Fixtures.server(Fixtures.certificate(keyType)).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.HTTP);
        PeerProcess curl = curl(server, List.of())) {
      assertEquals(0, curl.exitCode(), curl::toString);

      curl.await("TLSv1.3, TLS_");
      server.awaitOrderlyEnd();
    }
  }

  @Test
  void agreesOnHttp11() {
    ServerConfig config = Fixtures.server().applicationProtocols(List.of("http/1.1")).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.HTTP);
        PeerProcess curl = curl(server, List.of())) {
      assertEquals(0, curl.exitCode(), curl::toString);

      assertEquals(
          Optional.of("http/1.1"), Negotiations.applicationProtocol(server.awaitEstablished()));
    }
  }

  @Test
  void takesAClientCertificate() {
    IssuedCertificate.Location files = Fixtures.files(KeyType.P521);
    ServerConfig config =
        Fixtures.server()
            .clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust())
            .build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.HTTP);
        PeerProcess curl =
            curl(
                server,
                List.of("--cert", files.chain().toString(), "--key", files.key().toString()))) {
      assertEquals(0, curl.exitCode(), curl::toString);

      curl.await("peer CN=localhost");
    }
  }

  @Test
  void isRefusedWithACertificateForAnotherName() {
    ServerConfig config = Fixtures.server(Fixtures.forAnotherName()).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.HTTP);
        PeerProcess curl = curl(server, List.of())) {
      assertEquals(CURLE_PEER_FAILED_VERIFICATION, curl.exitCode(), curl::toString);
      assertTrue(curl.output().contains("no alternative certificate subject name matches"));
    }
  }

  private static PeerProcess curl(ClaspServer server, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--show-error",
                "--noproxy",
                "*",
                "--tlsv1.3",
                "--cacert",
                Fixtures.authorityFile().toString(),
                "--resolve",
                "localhost:" + server.port() + ":127.0.0.1"));
    command.addAll(options);
    command.add("https://localhost:" + server.port() + "/");
    return PeerProcess.start(command);
  }
}
