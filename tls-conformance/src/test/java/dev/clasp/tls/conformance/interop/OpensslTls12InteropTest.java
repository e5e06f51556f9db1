package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.Suite12;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.2 with {@code openssl s_client} and {@code openssl s_server}. */
class OpensslTls12InteropTest {
  private static final Cell12 MODERN =
      new Cell12(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true);
  private static final Cell12 CLASSIC = new Cell12(Suite12.TLS_RSA_WITH_AES_128_CBC_SHA, true);
  private static final Map<String, String> NAMES = new HashMap<>();

  @TempDir private static Path directory;

  @BeforeAll
  static void present() {
    Installed.require("openssl");
  }

  /** IANA's names to OpenSSL's. */
  private static synchronized Map<String, String> names() {
    if (NAMES.isEmpty()) {
      try (PeerProcess list =
          PeerProcess.start(
              List.of(
                  "openssl",
                  "ciphers",
                  "-stdname",
                  "-psk",
                  "-tls1_2",
                  "ALL:COMPLEMENTOFALL:@SECLEVEL=0"))) {
        assertEquals(0, list.exitCode(), list::toString);
        Matcher line = Pattern.compile("(?m)^(TLS_\\S+) +- (\\S+)").matcher(list.output());
        while (line.find()) {
          NAMES.put(line.group(1), line.group(2));
        }
      }
    }
    return NAMES;
  }

  static List<Cell12> cells() {
    if (!PeerProcess.isPresent("openssl")) {
      return List.of(MODERN); // skipped
    }
    List<Cell12> cells = Cell12.all(suite -> names().containsKey(suite.toString()));
    assertTrue(cells.size() >= 8, cells::toString); // the key exchanges
    return cells;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell12 cell) {
    try (ClaspServer server = new ClaspServer(cell.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, cell, List.of("-brief"))) {
      client.say("hello\n").await("\nhello\n");
      client.endInput();

      assertEquals(0, client.exitCode(), client::toString);
      client.await("Protocol version: TLSv1.2");
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell12 cell) throws Exception {
    try (PeerProcess server = server(cell, List.of("-rev"));
        ClaspClient client = ClaspClient.connect(port(server), cell.client().build())) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"), server::toString);
      Negotiations.assertNegotiated(cell, client.stream());
      client.close();
      server.await("CONNECTION CLOSED");
    }
  }

  @ParameterizedTest(name = "tickets: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("resumes sessions of clients, by ticket (RFC 5077) and by id (RFC 5246 §7.3)")
  void resumesAsServer(boolean ticket) {
    for (Cell12 cell : List.of(MODERN, CLASSIC)) {
      ServerConfig config = remembering(cell.server()).build();
      String session = directory.resolve("session-" + ticket + cell.suite()).toString();
      List<String> options = new ArrayList<>(ticket ? List.of() : List.of("-no_ticket"));
      try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO)) {
        List<String> first = new ArrayList<>(options);
        first.addAll(List.of("-sess_out", session));
        exchange(server, cell, first, "New, ");
        assertFalse(Negotiations.wasResumed(server.awaitEstablished()));
        List<String> second = new ArrayList<>(options);
        second.addAll(List.of("-sess_in", session));
        exchange(server, cell, second, "Reused, ");
        assertTrue(Negotiations.wasResumed(server.awaitEstablished()));
      }
    }
  }

  private static void exchange(
      ClaspServer server, Cell12 cell, List<String> options, String expected) {
    try (PeerProcess client = client(server, cell, options)) {
      client.say("hello\n").await("\nhello\n");
      client.await(expected);
      client.say("Q\n");
      assertEquals(0, client.exitCode(), client::toString);
    }
    server.awaitOrderlyEnd();
  }

  private static ServerConfig.Builder remembering(ServerConfig.Builder builder) {
    InstantSource clock = InstantSource.system();
    return builder
        .sessions(InMemorySessions.standard(clock))
        .tickets(
            new TicketProtector(
                Fixtures.CRYPTO, TicketKeys.rotating(Fixtures.CRYPTO, clock), clock));
  }

  @ParameterizedTest(name = "tickets: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("resumes its own sessions, by ticket (RFC 5077) and by id (RFC 5246 §7.3)")
  void resumesAsClient(boolean ticket) throws Exception {
    for (Cell12 cell : List.of(MODERN, CLASSIC)) {
      ClientConfig config =
          cell.client().sessions(InMemorySessions.standard(InstantSource.system())).build();
      List<String> options = new ArrayList<>(List.of("-rev"));
      if (!ticket) {
        options.add("-no_ticket");
      }
      try (PeerProcess server = server(cell, options)) {
        for (int i = 0; i < 3; i++) {
          try (ClaspClient client = ClaspClient.connect(port(server), config)) {
            client.say("hello\n");

            assertEquals("olleh\n", client.readUntil("\n"), server::toString);
            assertEquals(i > 0, Negotiations.wasResumed(client.stream()), server::toString);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("takes a client certificate (RFC 5246 §7.4.8)")
  void takesAClientCertificate(KeyType keyType) {
    IssuedCertificate.Location files = Fixtures.files(keyType);
    ServerConfig config =
        MODERN.server().clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust()).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client =
            client(
                server,
                MODERN,
                List.of(
                    "-brief", "-cert", files.chain().toString(), "-key", files.key().toString()))) {
      client.say("hello\n").await("\nhello\n");

      assertEquals(
          Optional.of(Fixtures.certificate(keyType).chain().get(0)),
          Negotiations.peerCertificate(server.awaitEstablished()));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("sends a client certificate (RFC 5246 §7.4.6)")
  void sendsAClientCertificate(KeyType keyType) throws Exception {
    ClientConfig config =
        MODERN
            .client()
            .credentials(
                CredentialSelector.of(Fixtures.certificate(keyType).credential(Fixtures.CRYPTO)))
            .build();
    List<String> demanding =
        List.of(
            "-rev",
            "-Verify",
            "5",
            "-verify_return_error",
            "-CAfile",
            Fixtures.authorityFile().toString());
    try (PeerProcess server = server(MODERN, demanding);
        ClaspClient client = ClaspClient.connect(port(server), config)) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"), server::toString);
      server.await("verify return:1");
    }
  }

  @Test
  @DisplayName("refuses a client without certificate with handshake_failure (RFC 5246 §7.4.6)")
  void refusesAClientWithoutCertificate() {
    ServerConfig config =
        MODERN.server().clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust()).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, List.of("-brief"))) {
      client.await("alert handshake failure");
    }
  }

  @Test
  @DisplayName("refuses a renegotiation with no_renegotiation (RFC 5246 §7.2.2)")
  void refusesRenegotiation() {
    try (ClaspServer server = new ClaspServer(MODERN.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, List.of())) {
      client.say("before\n").await("\nbefore\n");
      client.say("R\n").await("no renegotiation"); // which OpenSSL gives up at
    }
  }

  @Test
  @DisplayName("answers a HelloRequest with no_renegotiation, at which OpenSSL gives up (§7.4.1.1)")
  void refusesARenegotiationOfTheServer() throws Exception {
    try (PeerProcess server = server(MODERN, List.of());
        ClaspClient client = ClaspClient.connect(port(server), MODERN.client().build())) {
      client.say("before\n");
      server.await("before\n");
      server.say("r\n");

      PeerAlert refusal = assertThrows(PeerAlert.class, client::readAll, server::toString);
      assertEquals(AlertDescription.HANDSHAKE_FAILURE, refusal.received().description());
      server.await("no renegotiation");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096})
  @DisplayName("keeps max_fragment_length (RFC 6066 §4)")
  void maxFragmentLength(int length) throws Exception {
    String line = "x".repeat(9000) + "\n";
    try (ClaspServer server = new ClaspServer(MODERN.server().build(), ApplicationMode.ECHO);
        PeerProcess client =
            client(server, MODERN, List.of("-brief", "-maxfraglen", String.valueOf(length)))) {
      client.say(line).await("\n" + line);
    }
    try (PeerProcess server = server(MODERN, List.of("-rev"));
        ClaspClient client =
            ClaspClient.connect(port(server), MODERN.client().maxFragmentLength(length).build())) {
      client.say(line);

      assertEquals(line.length(), client.readUntil("\n").length());
    }
  }

  @Test
  @DisplayName("falls back from TLS 1.3 to 1.2 with both sides at their defaults")
  void fallsBackByDefault() throws Exception {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, List.of("-brief"))) {
      client.say("hello\n").await("\nhello\n");
    }
    try (PeerProcess server = server(MODERN, List.of("-rev"));
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client().build())) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"), server::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_1", "-tls1"})
  @DisplayName("refuses TLS 1.1 and 1.0 with protocol_version (RFC 9846 §E.2)")
  void refusesOlderVersions(String version) {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + server.port(),
                    version,
                    "-cipher",
                    "ALL:@SECLEVEL=0"))) {
      client.await("alert protocol version");
    }
  }

  @Test
  @DisplayName("refuses a fallback without need with inappropriate_fallback (RFC 7507 §3)")
  void refusesANeedlessFallback() {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, MODERN, List.of("-fallback_scsv"))) {
      client.await("alert inappropriate fallback");
    }
  }

  private static PeerProcess client(ClaspServer server, Cell12 cell, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-tls1_2",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-servername",
                "localhost",
                "-cipher",
                names().get(cell.suite().toString()) + ":@SECLEVEL=0"));
    if (cell.suite().keyExchange().hasCertificate()) {
      command.addAll(
          List.of(
              "-verify_hostname",
              "localhost",
              "-verify_return_error",
              "-CAfile",
              Fixtures.authorityFile().toString()));
    }
    command.addAll(common(cell));
    command.addAll(options);
    return PeerProcess.start(command);
  }

  private static PeerProcess server(Cell12 cell, List<String> options) {
    IssuedCertificate.Location files = Fixtures.files(cell.keyType());
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_server",
                "-tls1_2",
                "-accept",
                "127.0.0.1:0",
                "-cert",
                files.chain().toString(),
                "-key",
                files.key().toString(),
                "-cipher",
                names().get(cell.suite().toString()) + ":@SECLEVEL=0"));
    if (cell.suite().keyExchange().share() == KeyExchange12.Share.DHE) {
      command.addAll(List.of("-dhparam", ffdhe2048())); // its own choice for PSK has 1024 bits
    }
    command.addAll(common(cell));
    command.addAll(options);
    return PeerProcess.start(command);
  }

  private static String ffdhe2048() {
    String file = directory.resolve("ffdhe2048.pem").toString();
    try (PeerProcess parameters =
        PeerProcess.start(
            List.of(
                "openssl",
                "genpkey",
                "-genparam",
                "-algorithm",
                "DH",
                "-pkeyopt",
                "group:ffdhe2048",
                "-out",
                file))) {
      assertEquals(0, parameters.exitCode(), parameters::toString);
    }
    return file;
  }

  private static List<String> common(Cell12 cell) {
    List<String> options = new ArrayList<>();
    if (cell.usesPsk()) {
      options.addAll(List.of("-psk_identity", Cell12.PSK_IDENTITY, "-psk", Cell12.PSK_KEY));
    }
    if (!cell.encryptThenMac()) {
      options.add("-no_etm");
    }
    return options;
  }

  private static int port(PeerProcess server) {
    return Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
  }
}
