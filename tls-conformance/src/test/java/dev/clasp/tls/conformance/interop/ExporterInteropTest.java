package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent.HandshakeComplete;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keying material is the same on both sides (RFC 9846 §7.5, RFC 5705), as OpenSSL sees it. */
class ExporterInteropTest {
  private static final String LABEL = "EXPORTER-clasp-interop";
  private static final int LENGTH = 40;

  @ParameterizedTest
  @ValueSource(strings = {"tls1_3", "tls1_2"})
  @DisplayName("OpenSSL's client exports what our server exports")
  void serves(String version) {
    Installed.require("openssl");
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + server.port(),
                    "-" + version,
                    "-CAfile",
                    Fixtures.authorityFile().toString(),
                    "-keymatexport",
                    LABEL,
                    "-keymatexportlen",
                    String.valueOf(LENGTH)))) {
      String theirs = client.await("Keying material: ([0-9A-F]{80})").group(1);

      assertEquals(theirs, exported(server.awaitEstablished()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls1_3", "tls1_2"})
  @DisplayName("OpenSSL's server exports what our client exports")
  void connects(String version) throws Exception {
    Installed.require("openssl");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-" + version,
                "-cert",
                files.chain().toString(),
                "-key",
                files.key().toString(),
                "-keymatexport",
                LABEL,
                "-keymatexportlen",
                String.valueOf(LENGTH)))) {
      int port = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      try (ClaspClient client =
          ClaspClient.connect(
              port,
              Fixtures.client()
                  .versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12))
                  .build())) {
        String theirs = server.await("Keying material: ([0-9A-F]{80})").group(1);

        assertEquals(theirs, exported(client.stream()));
      }
    }
  }

  /** In TLS 1.2 OpenSSL exports without a context, which is not the same as an empty one. */
  private static String exported(TlsStream stream) {
    HandshakeComplete complete = stream.event(HandshakeComplete.class).orElseThrow();
    return complete
        .exporter()
        .export(LABEL, LENGTH)
        .use(bytes -> Bytes.copyOf(bytes).toString().toUpperCase(java.util.Locale.ROOT));
  }
}
