package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.protocol.NamedGroup;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code gnutls-cli} and {@code gnutls-serv}. */
class GnutlsInteropTest {
  private static final String TLS13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";

  @BeforeAll
  static void present() {
    Installed.require("gnutls-cli");
    Installed.require("gnutls-serv");
  }

  static List<Cell> cells() {
    return Cell.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell cell) {
    try (ClaspServer server = new ClaspServer(Fixtures.server(cell).build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, priority(cell), List.of())) {
      client.await("The certificate is trusted");
      client.say("hello\n").await("\nhello\n");
      client.endInput();

      assertEquals(0, client.exitCode(), client::toString);
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell cell) throws Exception {
    int port = freePort();
    try (PeerProcess server = server(port, cell.keyType(), priority(cell), List.of());
        ClaspClient client = ClaspClient.connect(port, Fixtures.client(cell).build())) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"), server::toString);
      Negotiations.assertNegotiated(cell, client.stream());
    }
  }

  @Test
  @DisplayName("asks for another share by HelloRetryRequest (RFC 9846 §4.2.4)")
  void asksForAnotherShare() {
    List<NamedGroup> onlyP521 = List.of(NamedGroup.SECP521R1);
    try (ClaspServer server =
            new ClaspServer(Fixtures.server().groups(onlyP521).build(), ApplicationMode.ECHO);
        PeerProcess client =
            client(server, TLS13 + ":-GROUP-ALL:+GROUP-X25519:+GROUP-SECP521R1", List.of())) {
      client.say("hello\n").await("\nhello\n");

      assertEquals(
          Optional.of(NamedGroup.SECP521R1), Negotiations.group(server.awaitEstablished()));
    }
  }

  @Test
  @DisplayName("answers a HelloRetryRequest with the share it asks for (RFC 9846 §4.2.4)")
  void answersAHelloRetryRequest() throws Exception {
    ClientConfig config =
        Fixtures.client().groups(List.of(NamedGroup.X25519, NamedGroup.SECP384R1)).build();
    int port = freePort();
    try (PeerProcess server =
            server(port, KeyType.P256, TLS13 + ":-GROUP-ALL:+GROUP-SECP384R1", List.of());
        ClaspClient client = ClaspClient.connect(port, config)) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"), server::toString);
      assertTrue(Negotiations.wasRetried(client.stream()));
      assertEquals(Optional.of(NamedGroup.SECP384R1), Negotiations.group(client.stream()));
    }
  }

  @Test
  void choosesAnApplicationProtocol() {
    try (ClaspServer server =
            new ClaspServer(
                Fixtures.server().applicationProtocols(List.of("clasp", "h2")).build(),
                ApplicationMode.ECHO);
        PeerProcess client = client(server, TLS13, List.of("--alpn", "h2", "--alpn", "clasp"))) {
      client.await("Application protocol: clasp");
    }
  }

  @Test
  void offersApplicationProtocols() throws Exception {
    ClientConfig config = Fixtures.client().applicationProtocols(List.of("h2", "clasp")).build();
    int port = freePort();
    try (PeerProcess server = server(port, KeyType.P256, TLS13, List.of("--alpn", "clasp"));
        ClaspClient client = ClaspClient.connect(port, config)) {
      client.say("hello\n");
      client.readUntil("\n");

      assertEquals(Optional.of("clasp"), Negotiations.applicationProtocol(client.stream()));
    }
  }

  @Test
  void learnsTheServerName() {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, TLS13, List.of())) {
      client.await("Handshake was completed");

      assertEquals(Optional.of("localhost"), Negotiations.serverName(server.awaitEstablished()));
    }
  }

  @Test
  @DisplayName("takes a client certificate (RFC 9846 §4.5.2)")
  void takesAClientCertificate() {
    IssuedCertificate.Location files = Fixtures.files(KeyType.ED25519);
    try (ClaspServer server =
            new ClaspServer(
                Fixtures.server()
                    .clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust())
                    .build(),
                ApplicationMode.ECHO);
        PeerProcess client =
            client(
                server,
                TLS13,
                List.of(
                    "--x509certfile", files.chain().toString(),
                    "--x509keyfile", files.key().toString()))) {
      client.say("hello\n").await("\nhello\n");

      assertEquals(
          Optional.of(Fixtures.certificate(KeyType.ED25519).chain().get(0)),
          Negotiations.peerCertificate(server.awaitEstablished()));
    }
  }

  @Test
  @DisplayName("sends a client certificate (RFC 9846 §4.5.1)")
  void sendsAClientCertificate() throws Exception {
    ClientConfig config =
        Fixtures.client()
            .credentials(
                CredentialSelector.of(
                    Fixtures.certificate(KeyType.P384).credential(Fixtures.CRYPTO)))
            .build();
    int port = freePort();
    List<String> demanding =
        List.of(
            "--require-client-cert",
            "--verify-client-cert",
            "--x509cafile",
            Fixtures.authorityFile().toString());
    try (PeerProcess server = server(port, KeyType.P256, TLS13, demanding);
        ClaspClient client = ClaspClient.connect(port, config)) {
      client.say("GET / HTTP/1.0\r\n\r\n");

      assertTrue(client.readAll().contains("200 OK"), server::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rekey1", "rekey"})
  @DisplayName("follows the client's key updates, answering those that ask (RFC 9846 §4.7.3)")
  void followsKeyUpdatesOfTheClient(String command) {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, TLS13, List.of("--inline-commands"))) {
      client.say("before\n").await("\nbefore\n");
      client.say("^" + command + "^\n").await("Rekey was completed");
      client.say("after\n").await("\nafter\n");
      client.endInput();

      assertEquals(0, client.exitCode(), client::toString);
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("updates keys, and has the server update its own (RFC 9846 §4.7.3)")
  void updatesKeys(boolean requestPeer) throws Exception {
    int port = freePort();
    try (PeerProcess server = server(port, KeyType.P256, TLS13, List.of());
        ClaspClient client = ClaspClient.connect(port, Fixtures.client().build())) {
      for (int i = 0; i < 3; i++) {
        client.stream().updateKeys(requestPeer);
        client.say("hello\n");
        assertEquals("hello\n", client.readUntil("\n"), server::toString);
      }
    }
  }

  private static PeerProcess client(ClaspServer server, String priority, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gnutls-cli",
                "--port",
                String.valueOf(server.port()),
                "--priority",
                priority,
                "--sni-hostname",
                "localhost",
                "--verify-hostname",
                "localhost",
                "--x509cafile",
                Fixtures.authorityFile().toString()));
    command.addAll(options);
    command.add("127.0.0.1");
    return PeerProcess.start(command);
  }

  /** Sends everything back, or serves HTTP when it demands certificates: it cannot do both. */
  private static PeerProcess server(
      int port, KeyType keyType, String priority, List<String> options) {
    IssuedCertificate.Location files = Fixtures.files(keyType);
    List<String> command =
        new ArrayList<>(
            List.of(
                "gnutls-serv",
                "--port",
                String.valueOf(port),
                "--priority",
                priority,
                "--x509certfile",
                files.chain().toString(),
                "--x509keyfile",
                files.key().toString()));
    command.addAll(options);
    if (!options.contains("--require-client-cert")) {
      command.add("--echo");
    }
    PeerProcess server = PeerProcess.start(command);
    server.await("listening on IPv4 .*done");
    return server;
  }

  private static String priority(Cell cell) {
    String cipher =
        switch (cell.suite()) {
          case TLS_AES_128_GCM_SHA256 -> "AES-128-GCM";
          case TLS_AES_256_GCM_SHA384 -> "AES-256-GCM";
          case TLS_CHACHA20_POLY1305_SHA256 -> "CHACHA20-POLY1305";
          case TLS_AES_128_CCM_SHA256 -> "AES-128-CCM";
          case TLS_AES_128_CCM_8_SHA256 -> "AES-128-CCM-8";
        };
    return "%s:-CIPHER-ALL:+%s:-GROUP-ALL:+GROUP-%s"
        .formatted(TLS13, cipher, cell.group().toString().toUpperCase(Locale.ROOT));
  }

  /** gnutls-serv does not tell which port it chose, so we choose. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
