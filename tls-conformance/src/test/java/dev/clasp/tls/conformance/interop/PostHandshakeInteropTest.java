package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.Application;
import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.HandshakeEvent.CertificateRequested;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Authentication of clients behind the handshake (RFC 9846 §4.7.2) with those who can. */
class PostHandshakeInteropTest {
  private static final IssuedCertificate.Location CLIENT = Fixtures.files(KeyType.ED25519);

  /** Tells each client who it is, twice over: it is asked before each line. */
  private static final Application ASKING =
      stream -> {
        byte[] line = new byte[1024];
        for (int i = 0; i < 2; i++) {
          Optional<String> subject = stream.requestCertificate();
          byte[] answer = ("you are " + subject.orElse("nobody") + "\n").getBytes("US-ASCII");
          stream.write(answer, 0, answer.length);
          stream.read(line);
        }
      };

  private static ServerConfig onDemand() {
    return Fixtures.server()
        .clientAuthentication(ClientAuthentication.ON_DEMAND, Fixtures.trust())
        .build();
  }

  private static ClientConfig willing() {
    return Fixtures.client()
        .credentials(
            CredentialSelector.of(
                Fixtures.certificate(KeyType.ED25519).credential(Fixtures.CRYPTO)))
        .offerPostHandshakeAuthentication()
        .build();
  }

  private static PeerProcess opensslClient(ClaspServer server, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-CAfile",
                Fixtures.authorityFile().toString(),
                "-verify_return_error",
                "-enable_pha",
                "-quiet"));
    command.addAll(List.of(options));
    return PeerProcess.start(command);
  }

  @Test
  @DisplayName("OpenSSL's client answers our server, twice")
  void asksOpenssl() {
    Installed.require("openssl");
    try (ClaspServer server = new ClaspServer(onDemand(), ASKING);
        PeerProcess client =
            opensslClient(
                server, "-cert", CLIENT.chain().toString(), "-key", CLIENT.key().toString())) {
      client.await("you are CN=localhost\n");
      client.say("again\n");
      client.await("you are CN=localhost\nyou are CN=localhost\n");
      client.say("enough\n");
      server.awaitOrderlyEnd();
    }
  }

  @Test
  @DisplayName("OpenSSL's client without a certificate declines")
  void opensslDeclines() {
    Installed.require("openssl");
    try (ClaspServer server = new ClaspServer(onDemand(), ASKING);
        PeerProcess client = opensslClient(server)) {
      client.await("you are nobody\n");
    }
  }

  @Test
  @DisplayName("GnuTLS's client answers our server")
  void asksGnutls() {
    Installed.require("gnutls-cli");
    try (ClaspServer server = new ClaspServer(onDemand(), ASKING);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "gnutls-cli",
                    "--x509cafile=" + Fixtures.authorityFile(),
                    "--sni-hostname=localhost",
                    "--verify-hostname=localhost",
                    "--post-handshake-auth",
                    "--x509certfile=" + CLIENT.chain(),
                    "--x509keyfile=" + CLIENT.key(),
                    "-p",
                    String.valueOf(server.port()),
                    "127.0.0.1"))) {
      client.await("you are CN=localhost\n");
    }
  }

  @Test
  @DisplayName("our client answers OpenSSL's server")
  void answersOpenssl() throws Exception {
    Installed.require("openssl");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-cert",
                files.chain().toString(),
                "-key",
                files.key().toString(),
                "-CAfile",
                Fixtures.authorityFile().toString()))) {
      int port = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      try (ClaspClient client = ClaspClient.connect(port, willing())) {
        server.await("BEGIN SSL SESSION PARAMETERS");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> known(client));
        server.say("c\n"); // it takes one command at a time
        server.await("depth=0 CN = localhost\\s+verify return:1");
        server.await("SSL_do_handshake -> 1");
        server.say("known\n");
        read.join();
        assertTrue(client.stream().event(CertificateRequested.class).isPresent());
        client.say("and still talking\n");
        server.await("and still talking");
      }
    }
  }

  private static String known(ClaspClient client) {
    try {
      return client.readUntil("known\n");
    } catch (IOException | TlsException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  @DisplayName("our client answers GnuTLS's server")
  void answersGnutls() throws Exception {
    Installed.require("gnutls-serv");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    int port = freePort();
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                "gnutls-serv",
                "--echo",
                "--port=" + port,
                "--x509cafile=" + Fixtures.authorityFile(),
                "--x509certfile=" + files.chain(),
                "--x509keyfile=" + files.key()))) {
      server.await("listening on IPv4 .*done");
      try (ClaspClient client = ClaspClient.connect(port, willing())) {
        client.say("**REAUTH**\n");
        client.readUntil("Successfully executed command"); // it answers when it knows
        client.say("hello\n");
        client.readUntil("hello\n");
        assertTrue(client.stream().event(CertificateRequested.class).isPresent());
      }
    }
  }

  @Test
  @DisplayName("our server's HTTP application says who our client is")
  void asksOurs() throws Exception {
    try (ClaspServer server =
            new ClaspServer(onDemand(), ApplicationMode.HTTP.askingForCertificate());
        ClaspClient client = ClaspClient.connect(server.port(), willing())) {
      client.say("GET / HTTP/1.0\r\n\r\n");
      assertTrue(client.readAll().contains("peer CN=localhost"));
      assertEquals(Optional.of("CN=localhost"), ConnectionSummary.of(client.stream()).peer());
      server.awaitOrderlyEnd();
    }
  }

  /** gnutls-serv does not tell which port it chose, so we choose. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
