package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.config.ClientConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Extensions that GnuTLS has and OpenSSL 3.0 has not; GREASE with both. */
class ExtensionInteropTest {
  private static final String LONG_LINE = "0123456789".repeat(300);

  private static PeerProcess gnutlsClient(ClaspServer server, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gnutls-cli",
                "--x509cafile=" + Fixtures.authorityFile(),
                "--sni-hostname=localhost",
                "--verify-hostname=localhost",
                "-p",
                String.valueOf(server.port())));
    command.addAll(List.of(options));
    command.add("127.0.0.1");
    return PeerProcess.start(command);
  }

  private static PeerProcess gnutlsServer(int port, String... options) {
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    List<String> command =
        new ArrayList<>(
            List.of(
                "gnutls-serv",
                "--echo",
                "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3",
                "--port=" + port,
                "--x509certfile=" + files.chain(),
                "--x509keyfile=" + files.key()));
    command.addAll(List.of(options));
    PeerProcess server = PeerProcess.start(command);
    server.await("listening on IPv4 .*done");
    return server;
  }

  /** gnutls-serv does not tell which port it chose, so we choose. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  @DisplayName("our server keeps GnuTLS's record_size_limit (RFC 8449)")
  void servesShortRecords() {
    Installed.require("gnutls-cli");
    try (ClaspServer server =
            new ClaspServer(Fixtures.server().recordSizeLimit(600).build(), ApplicationMode.ECHO);
        PeerProcess client = gnutlsClient(server, "--recordsize=512")) {
      client.await("Handshake was completed");
      client.say(LONG_LINE + "\n");
      // It shows a record at a time: the first, as long as it asked for, and not a byte more.
      client.await("(0123456789){51}01$");
    }
  }

  @Test
  @DisplayName("GnuTLS's server keeps our record_size_limit (RFC 8449)")
  void connectsWithShortRecords() throws Exception {
    Installed.require("gnutls-serv");
    ClientConfig config = Fixtures.client().recordSizeLimit(600).build();
    int port = freePort();
    try (PeerProcess server = gnutlsServer(port);
        ClaspClient client = ClaspClient.connect(port, config)) {
      client.say(LONG_LINE + "\n");
      assertEquals(LONG_LINE + "\n", client.readUntil("\n"), server::toString);
    }
  }

  @Test
  @DisplayName("GnuTLS and OpenSSL are not irritated by reserved values in any order (RFC 8701)")
  void greases() throws Exception {
    Installed.require("gnutls-serv");
    Installed.require("openssl");
    ClientConfig config = Fixtures.client().grease().shuffleExtensions().build();
    int port = freePort();
    try (PeerProcess server = gnutlsServer(port);
        ClaspClient client = ClaspClient.connect(port, config)) {
      client.say("hello\n");
      assertEquals("hello\n", client.readUntil("\n"), server::toString);
    }
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-rev",
                "-cert",
                files.chain().toString(),
                "-key",
                files.key().toString()))) {
      int openssl = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      try (ClaspClient client = ClaspClient.connect(openssl, config)) {
        client.say("hello\n");
        assertTrue(client.readUntil("\n").contains("olleh"));
      }
    }
  }
}
