package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataAccepted;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataRejected;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Early data with the peers that have it: OpenSSL and GnuTLS (RFC 9846 §2.3). */
class EarlyDataInteropTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path directory;

  private static ClaspServer server(long maxSize) {
    ServerConfig config =
        Fixtures.server()
            .tickets(
                new TicketProtector(
                    Fixtures.CRYPTO, TicketKeys.rotating(Fixtures.CRYPTO, CLOCK), CLOCK))
            .earlyData(
                new EarlyDataPolicy(
                    maxSize, InMemoryReplayGuard.forOwnTickets(100, CLOCK), EarlyDataPolicy.WINDOW))
            .build();
    return new ClaspServer(config, ApplicationMode.ECHO);
  }

  private static ClientConfig client() {
    return Fixtures.client().sessions(InMemorySessions.standard(CLOCK)).offerEarlyData().build();
  }

  /** Sends early data, then a line; whether the early data was accepted. */
  private static boolean connect(int port, ClientConfig config, String early) throws Exception {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        TlsStream stream =
            new TlsStream(
                socket,
                TlsConnection.start(
                    config.crypto(),
                    Handshake.client(config, ReferenceIdentity.of("localhost"))))) {
      byte[] bytes = early.getBytes(StandardCharsets.US_ASCII);
      assertEquals(bytes.length, stream.writeEarly(bytes));
      stream.handshake(Duration.ofSeconds(10));
      socket.setSoTimeout(10_000);
      stream.write("hello\n".getBytes(StandardCharsets.US_ASCII), 0, 6);
      boolean accepted = stream.event(EarlyDataAccepted.class).isPresent();
      assertEquals(!accepted, stream.event(EarlyDataRejected.class).isPresent());
      return accepted;
    }
  }

  /** A full handshake, for its tickets. */
  private static void meet(int port, ClientConfig config) throws Exception {
    try (ClaspClient client = ClaspClient.connect(port, config)) {
      client.say("hello\n");
      client.readUntil("\n");
    }
  }

  @Test
  @DisplayName("we accept OpenSSL's early data")
  void servesOpenssl() throws Exception {
    Installed.require("openssl");
    Path session = directory.resolve("session");
    Path early = Files.writeString(directory.resolve("early"), "early bird\n");
    try (ClaspServer server = server(1000)) {
      try (PeerProcess first = openssl(server, "-sess_out", session)) {
        first.say("hello\n").await("\nhello\n");
        first.endInput();
        assertEquals(0, first.exitCode(), first::toString);
        server.awaitEstablished();
      }
      try (PeerProcess second =
          openssl(server, "-sess_in", session, "-early_data", early.toString())) {
        second.await("Early data was accepted");
        second.await("early bird\n");
        assertTrue(server.awaitEstablished().event(EarlyDataAccepted.class).isPresent());
      }
    }
  }

  private static PeerProcess openssl(
      ClaspServer server, String option, Path session, String... more) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-servername",
                "localhost",
                "-CAfile",
                Fixtures.authorityFile().toString(),
                option,
                session.toString()));
    command.addAll(List.of(more));
    return PeerProcess.start(command);
  }

  @Test
  @DisplayName("OpenSSL accepts our early data, and rejects it where it has to")
  void connectsToOpenssl() throws Exception {
    Installed.require("openssl");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    ClientConfig config = client();
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                "openssl",
                "s_server",
                "-tls1_3",
                "-accept",
                "127.0.0.1:0",
                "-early_data",
                "-no_anti_replay",
                "-cert",
                files.chain().toString(),
                "-key",
                files.key().toString()))) {
      int port = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      try (ClaspClient first = ClaspClient.connect(port, config)) {
        first.say("hello\n");
        server.await("hello\n");
        server.say("answer\n");
        first.readUntil("answer\n");
      }
      assertTrue(connect(port, config, "early bird\n"));
      server.await("Early data received:\n");
      server.await("early bird\n");
    }
  }

  @Test
  @DisplayName("GnuTLS accepts our early data")
  void connectsToGnutls() throws Exception {
    Installed.require("gnutls-serv");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    ClientConfig config = client();
    int port = freePort();
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                "gnutls-serv",
                "--echo",
                "--earlydata",
                "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3",
                "--port=" + port,
                "--x509certfile=" + files.chain(),
                "--x509keyfile=" + files.key()))) {
      server.await("listening on IPv4 .*done");
      meet(port, config);
      assertTrue(connect(port, config, "early bird\n"), server::toString);
    }
  }

  @Test
  @DisplayName("we accept GnuTLS's early data")
  void servesGnutls() throws Exception {
    Installed.require("gnutls-cli");
    Path early = Files.writeString(directory.resolve("early"), "early bird\n");
    try (ClaspServer server = server(1000);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "gnutls-cli",
                    "--resume",
                    "--waitresumption",
                    "--earlydata=" + early,
                    "--x509cafile=" + Fixtures.authorityFile(),
                    "--sni-hostname=localhost",
                    "--verify-hostname=localhost",
                    "-p",
                    String.valueOf(server.port()),
                    "127.0.0.1"))) {
      client.await("This is a resumed session");
      server.awaitEstablished();
      assertTrue(server.awaitEstablished().event(EarlyDataAccepted.class).isPresent());
      client.await("early bird\n");
    }
  }

  /** gnutls-serv does not tell which port it chose, so we choose. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
