package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.2 with {@code gnutls-cli} and {@code gnutls-serv}. */
class GnutlsTls12InteropTest {
  private static final Cell12 MODERN =
      new Cell12(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true);
  private static final Cell12 CLASSIC = new Cell12(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA, true);
  private static final Set<Integer> CODE_POINTS = new HashSet<>();

  @TempDir private static Path directory;

  @BeforeAll
  static void present() {
    Installed.require("gnutls-cli");
    Installed.require("gnutls-serv");
  }

  private static synchronized Set<Integer> codePoints() {
    if (CODE_POINTS.isEmpty()) {
      try (PeerProcess list = PeerProcess.start(List.of("gnutls-cli", "--list"))) {
        assertEquals(0, list.exitCode(), list::toString);
        Matcher line =
            Pattern.compile("(?m)^TLS_\\S+\\s+0x(\\w\\w), 0x(\\w\\w)").matcher(list.output());
        while (line.find()) {
          CODE_POINTS.add(Integer.parseInt(line.group(1) + line.group(2), 16));
        }
      }
    }
    return CODE_POINTS;
  }

  static List<Cell12> cells() {
    if (!PeerProcess.isPresent("gnutls-cli")) {
      return List.of(MODERN); // skipped
    }
    List<Cell12> cells = Cell12.all(suite -> codePoints().contains(suite.codePoint().value()));
    assertTrue(cells.size() >= 8, cells::toString); // the key exchanges
    return cells;
  }

  /**
   * gnutls-cli 3.7.9 crashes at an empty identity hint in a ServerKeyExchange, also with {@code
   * openssl s_server}.
   */
  static List<Cell12> cellsToServe() {
    return cells().stream()
        .filter(cell -> !cell.usesPsk() || !cell.suite().keyExchange().needsServerKeyExchange())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cellsToServe")
  void serves(Cell12 cell) {
    try (ClaspServer server = new ClaspServer(cell.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, cell, "", List.of())) {
      client.await("Handshake was completed");
      client.say("hello\n").await("\nhello\n");
      client.endInput();

      assertEquals(0, client.exitCode(), client::toString);
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell12 cell) throws Exception {
    int port = freePort();
    try (PeerProcess server = server(port, cell, "", List.of("--echo"));
        ClaspClient client = ClaspClient.connect(port, cell.client().build())) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"), server::toString);
      Negotiations.assertNegotiated(cell, client.stream());
    }
  }

  @ParameterizedTest(name = "tickets: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("resumes sessions of clients, by ticket (RFC 5077) and by id (RFC 5246 §7.3)")
  void resumesAsServer(boolean ticket) {
    InstantSource clock = InstantSource.system();
    for (Cell12 cell : List.of(MODERN, CLASSIC)) {
      ServerConfig config =
          cell.server()
              .sessions(InMemorySessions.standard(clock))
              .tickets(
                  new TicketProtector(
                      Fixtures.CRYPTO, TicketKeys.rotating(Fixtures.CRYPTO, clock), clock))
              .build();
      List<String> options = new ArrayList<>(List.of("--resume"));
      if (!ticket) {
        options.add("--noticket");
      }
      try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
          PeerProcess client = client(server, cell, "", options)) {
        client.await("This is a resumed session");
        client.say("hello\n").await("\nhello\n");

        assertFalse(Negotiations.wasResumed(server.awaitEstablished()));
        assertTrue(Negotiations.wasResumed(server.awaitEstablished()));
      }
    }
  }

  @ParameterizedTest(name = "tickets: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("resumes its own sessions, by ticket (RFC 5077) and by id (RFC 5246 §7.3)")
  void resumesAsClient(boolean ticket) throws Exception {
    for (Cell12 cell : List.of(MODERN, CLASSIC)) {
      ClientConfig config =
          cell.client().sessions(InMemorySessions.standard(InstantSource.system())).build();
      List<String> options = new ArrayList<>(List.of("--echo"));
      if (!ticket) {
        options.add("--noticket");
      }
      int port = freePort();
      try (PeerProcess server = server(port, cell, "", options)) {
        for (int i = 0; i < 3; i++) {
          try (ClaspClient client = ClaspClient.connect(port, config)) {
            client.say("hello\n");

            assertEquals("hello\n", client.readUntil("\n"), server::toString);
            assertEquals(i > 0, Negotiations.wasResumed(client.stream()), server::toString);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("takes a client certificate (RFC 5246 §7.4.8)")
  void takesAClientCertificate() {
    IssuedCertificate.Location files = Fixtures.files(KeyType.P384);
    ServerConfig config =
        MODERN.server().clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust()).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client =
            client(
                server,
                MODERN,
                "",
                List.of(
                    "--x509certfile", files.chain().toString(),
                    "--x509keyfile", files.key().toString()))) {
      client.say("hello\n").await("\nhello\n");

      assertEquals(
          Optional.of(Fixtures.certificate(KeyType.P384).chain().get(0)),
          Negotiations.peerCertificate(server.awaitEstablished()));
    }
  }

  @Test
  @DisplayName("sends a client certificate (RFC 5246 §7.4.6)")
  void sendsAClientCertificate() throws Exception {
    ClientConfig config =
        MODERN
            .client()
            .credentials(
                CredentialSelector.of(
                    Fixtures.certificate(KeyType.RSA_2048).credential(Fixtures.CRYPTO)))
            .build();
    int port = freePort();
    List<String> demanding =
        List.of(
            "--require-client-cert",
            "--verify-client-cert",
            "--x509cafile",
            Fixtures.authorityFile().toString());
    try (PeerProcess server = server(port, MODERN, "", demanding);
        ClaspClient client = ClaspClient.connect(port, config)) {
      client.say("GET / HTTP/1.0\r\n\r\n");

      assertTrue(client.readAll().contains("200 OK"), server::toString);
    }
  }

  @Test
  @DisplayName("refuses a client without extended_master_secret, unless told otherwise (RFC 7627)")
  void clientsWithoutExtendedMainSecret() {
    try (ClaspServer server = new ClaspServer(MODERN.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, ":%NO_SESSION_HASH", List.of())) {
      client.await("Handshake failed");
    }
    ServerConfig lenient = MODERN.server().allowMissingExtendedMainSecret().build();
    try (ClaspServer server = new ClaspServer(lenient, ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, ":%NO_SESSION_HASH", List.of())) {
      client.say("hello\n").await("\nhello\n");
    }
  }

  @Test
  @DisplayName("refuses a server without extended_master_secret, unless told otherwise (RFC 7627)")
  void serversWithoutExtendedMainSecret() throws Exception {
    int port = freePort();
    try (PeerProcess server = server(port, MODERN, ":%NO_SESSION_HASH", List.of("--echo"))) {
      NegotiationFailure failure =
          assertThrows(
              NegotiationFailure.class,
              () -> ClaspClient.connect(port, MODERN.client().build()),
              server::toString);
      assertEquals(Optional.of(AlertDescription.HANDSHAKE_FAILURE), failure.alert());
      try (ClaspClient client =
          ClaspClient.connect(port, MODERN.client().allowMissingExtendedMainSecret().build())) {
        client.say("hello\n");

        assertEquals("hello\n", client.readUntil("\n"), server::toString);
      }
    }
  }

  @Test
  @DisplayName("keeps record_size_limit in both directions (RFC 8449)")
  void recordSizeLimit() throws Exception {
    String line = "x".repeat(3000) + "\n";
    ServerConfig small = MODERN.server().recordSizeLimit(512).build();
    try (ClaspServer server = new ClaspServer(small, ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, "", List.of("--recordsize=600"))) {
      client.say("hello\n").await("\nhello\n"); // it sends but the first record of a long line
    }
    int port = freePort();
    try (PeerProcess server = server(port, MODERN, "", List.of("--echo", "--recordsize=600"));
        ClaspClient client =
            ClaspClient.connect(port, MODERN.client().recordSizeLimit(512).build())) {
      client.say(line);

      assertEquals(line.length(), client.readUntil("\n").length(), server::toString);
    }
  }

  private static PeerProcess client(
      ClaspServer server, Cell12 cell, String more, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gnutls-cli",
                "--port",
                String.valueOf(server.port()),
                "--priority",
                priority(cell) + more,
                "--sni-hostname",
                "localhost"));
    if (cell.suite().keyExchange().hasCertificate()) {
      command.addAll(
          List.of(
              "--verify-hostname",
              "localhost",
              "--x509cafile",
              Fixtures.authorityFile().toString()));
    }
    if (cell.usesPsk()) {
      command.addAll(List.of("--pskusername", Cell12.PSK_IDENTITY, "--pskkey", Cell12.PSK_KEY));
    }
    command.addAll(options);
    command.add("127.0.0.1");
    return PeerProcess.start(command);
  }

  private static PeerProcess server(int port, Cell12 cell, String more, List<String> options)
      throws IOException {
    IssuedCertificate.Location files = Fixtures.files(cell.keyType());
    List<String> command =
        new ArrayList<>(
            List.of(
                "gnutls-serv",
                "--port",
                String.valueOf(port),
                "--priority",
                priority(cell) + more,
                "--x509certfile",
                files.chain().toString(),
                "--x509keyfile",
                files.key().toString()));
    if (cell.usesPsk()) {
      Path passwords =
          Files.writeString(
              directory.resolve("psk.txt"), Cell12.PSK_IDENTITY + ":" + Cell12.PSK_KEY + "\n");
      command.addAll(List.of("--pskpasswd", passwords.toString()));
    }
    command.addAll(options);
    PeerProcess server = PeerProcess.start(command);
    server.await("listening on IPv4 .*done");
    return server;
  }

  private static String priority(Cell12 cell) {
    Protection12 protection = cell.suite().protection();
    String etm = cell.encryptThenMac() ? "" : ":%NO_ETM";
    return "NONE:+VERS-TLS1.2:+COMP-NULL:+SIGN-ALL:+GROUP-ALL:+CTYPE-ALL:+%s:+%s:+%s%s"
        .formatted(
            cell.suite().keyExchange().toString().replace('_', '-'),
            cipher(protection),
            mac(protection),
            etm);
  }

  private static String cipher(Protection12 protection) {
    if (protection instanceof Protection12.Aead aead) {
      AeadAlgorithm algorithm = aead.algorithm();
      return algorithm.name().replace('_', '-');
    }
    CbcAlgorithm algorithm = ((Protection12.Cbc) protection).cipher();
    return algorithm.name().replace('_', '-');
  }

  private static String mac(Protection12 protection) {
    return protection instanceof Protection12.Cbc cbc ? mac(cbc.mac()) : "AEAD";
  }

  private static String mac(MacAlgorithm algorithm) {
    return algorithm.name().replace("HMAC_", "");
  }

  /** gnutls-serv does not tell which port it chose, so we choose. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
