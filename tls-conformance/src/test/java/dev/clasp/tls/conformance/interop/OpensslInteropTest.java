package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.PeerAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code openssl s_client} and {@code openssl s_server}. */
class OpensslInteropTest {
  @BeforeAll
  static void present() {
    Installed.require("openssl");
  }

  static List<Cell> cells() {
    return Cell.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell cell) {
    try (ClaspServer server = new ClaspServer(Fixtures.server(cell).build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, brief(offering(cell)))) {
      client.say("hello\n").await("\nhello\n");
      client.endInput();

      assertEquals(0, client.exitCode(), client::toString);
      client.await("Ciphersuite: " + cell.suite());
      client.await("Verification: OK");
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell cell) throws Exception {
    try (PeerProcess server = server(cell.keyType(), offering(cell));
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client(cell).build())) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"), server::toString);
      Negotiations.assertNegotiated(cell, client.stream());
      client.close();
      server.await("CONNECTION CLOSED");
    }
  }

  @Test
  @DisplayName("asks for another share by HelloRetryRequest (RFC 9846 §4.2.4)")
  void asksForAnotherShare() {
    List<NamedGroup> onlyP521 = List.of(NamedGroup.SECP521R1);
    try (ClaspServer server =
            new ClaspServer(Fixtures.server().groups(onlyP521).build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, brief(List.of("-groups", "X25519:P-521")))) {
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
    try (PeerProcess server = server(KeyType.P256, List.of("-groups", "P-384"));
        ClaspClient client = ClaspClient.connect(port(server), config)) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"));
      assertEquals(Optional.of(NamedGroup.SECP384R1), Negotiations.group(client.stream()));
    }
  }

  @Test
  void choosesAnApplicationProtocol() {
    try (ClaspServer server =
            new ClaspServer(
                Fixtures.server().applicationProtocols(List.of("clasp", "h2")).build(),
                ApplicationMode.ECHO);
        PeerProcess client = client(server, List.of("-alpn", "h2,clasp"))) {
      client.await("ALPN protocol: clasp");
    }
  }

  @Test
  void offersApplicationProtocols() throws Exception {
    ClientConfig config = Fixtures.client().applicationProtocols(List.of("h2", "clasp")).build();
    try (PeerProcess server = server(KeyType.P256, List.of("-alpn", "clasp"));
        ClaspClient client = ClaspClient.connect(port(server), config)) {
      client.say("hello\n");
      client.readUntil("\n");

      assertEquals(Optional.of("clasp"), Negotiations.applicationProtocol(client.stream()));
    }
  }

  @Test
  void sendsTheServerName() throws Exception {
    IssuedCertificate.Location files = Fixtures.files(KeyType.ED25519);
    List<String> onlyLocalhost =
        List.of(
            "-servername",
            "localhost",
            "-servername_fatal", //
            "-cert2",
            files.chain().toString(),
            "-key2",
            files.key().toString());
    try (PeerProcess server = server(KeyType.P256, onlyLocalhost);
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client().build())) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"), server::toString);
      assertEquals(
          Optional.of(Fixtures.certificate(KeyType.ED25519).chain().get(0)),
          Negotiations.peerCertificate(client.stream()),
          "the certificate for that name");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("takes a client certificate (RFC 9846 §4.5.2)")
  void takesAClientCertificate(KeyType keyType) {
    IssuedCertificate.Location files = Fixtures.files(keyType);
    try (ClaspServer server = demandingCertificates(ClientAuthentication.NEEDED);
        PeerProcess client =
            client(
                server,
                List.of(
                    "-brief", "-cert", files.chain().toString(), "-key", files.key().toString()))) {
      client.say("hello\n").await("\nhello\n");

      assertEquals(
          Optional.of(Fixtures.certificate(keyType).chain().get(0)),
          Negotiations.peerCertificate(server.awaitEstablished()));
    }
  }

  @Test
  @DisplayName("sends certificate_required to a client without one (RFC 9846 §4.5.1.4)")
  void refusesAClientWithoutCertificate() {
    try (ClaspServer server = demandingCertificates(ClientAuthentication.NEEDED);
        PeerProcess client = client(server, List.of("-brief", "-ign_eof"))) {
      client.await("alert certificate required");
    }
  }

  @Test
  void wantsNoClientCertificateThatIsNotThere() {
    try (ClaspServer server = demandingCertificates(ClientAuthentication.WANTED);
        PeerProcess client = client(server, List.of("-brief"))) {
      client.say("hello\n").await("\nhello\n");

      assertEquals(Optional.empty(), Negotiations.peerCertificate(server.awaitEstablished()));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("sends a client certificate (RFC 9846 §4.5.1)")
  void sendsAClientCertificate(KeyType keyType) throws Exception {
    ClientConfig config =
        Fixtures.client()
            .credentials(
                CredentialSelector.of(Fixtures.certificate(keyType).credential(Fixtures.CRYPTO)))
            .build();
    try (PeerProcess server = server(KeyType.P256, demandingCertificates());
        ClaspClient client = ClaspClient.connect(port(server), config)) {
      client.say("hello\n");

      assertEquals("olleh\n", client.readUntil("\n"), server::toString);
      server.await("verify return:1");
    }
  }

  @Test
  @DisplayName("meets certificate_required when it has no certificate (RFC 9846 §4.5.1.4)")
  void isRefusedWithoutAClientCertificate() throws Exception {
    try (PeerProcess server = server(KeyType.P256, demandingCertificates());
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client().build())) {
      PeerAlert refusal = assertThrows(PeerAlert.class, client::readAll, server::toString);

      assertEquals(AlertDescription.CERTIFICATE_REQUIRED, refusal.received().description());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "K"})
  @DisplayName("follows the client's key updates, answering those that ask (RFC 9846 §4.7.3)")
  void followsKeyUpdatesOfTheClient(String command) {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client = client(server, List.of())) {
      client.say("before\n").await("\nbefore\n");
      client.say(command + "\n").await("KEYUPDATE");
      client.say("after\n").await("\nafter\n");
      client.say("Q\n");

      assertEquals(0, client.exitCode(), client::toString);
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("updates keys, and has the server update its own (RFC 9846 §4.7.3)")
  void updatesKeys(boolean requestPeer) throws Exception {
    try (PeerProcess server = talkingServer();
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client().build())) {
      for (int i = 0; i < 3; i++) {
        client.stream().updateKeys(requestPeer);
        client.say("question " + i + "\n");
        server.await("question " + i + "\n");
        server.say("answer " + i + "\n");
        client.readUntil("answer " + i + "\n");
      }
      assertEquals(
          requestPeer,
          client.stream().event(HandshakeEvent.PeerKeysUpdated.class).isPresent(),
          server::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "K"})
  @DisplayName("follows the server's key updates, answering those that ask (RFC 9846 §4.7.3)")
  void followsKeyUpdatesOfTheServer(String command) throws Exception {
    try (PeerProcess server = talkingServer();
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client().build())) {
      server.say(command + "\n");
      client.say("question\n");
      server.await("question\n"); // it looks at its input first, so it has done the command
      server.say("answer\n");
      client.readUntil("answer\n");

      assertTrue(client.stream().event(HandshakeEvent.PeerKeysUpdated.class).isPresent());
      assertEquals(
          command.equals("K"),
          client.stream().event(HandshakeEvent.OwnKeysUpdated.class).isPresent(),
          server::toString);
    }
  }

  @Test
  @DisplayName("carries a megabyte each way")
  void carriesALot() throws Exception {
    String line = "x".repeat(999) + "\n";
    try (PeerProcess server = server(KeyType.P256, List.of());
        ClaspClient client = ClaspClient.connect(port(server), Fixtures.client().build())) {
      int count = 0;
      for (int i = 0; i < 1000; i++) {
        client.say(line);
        count += client.readUntil("\n").length();
      }
      assertEquals(1_000_000, count);
    }
  }

  @Test
  void isRefusedByAClientThatDoesNotKnowTheAuthority() {
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + server.port(),
                    "-verify_return_error"))) {
      assertTrue(client.exitCode() != 0, client::toString);
      PeerAlert refusal = (PeerAlert) server.awaitEnd().orElseThrow();
      assertTrue(refusal.getMessage().contains("unknown_ca"), refusal::getMessage);
    }
  }

  private static ClaspServer demandingCertificates(ClientAuthentication mode) {
    return new ClaspServer(
        Fixtures.server().clientAuthentication(mode, Fixtures.trust()).build(),
        ApplicationMode.ECHO);
  }

  private static List<String> demandingCertificates() {
    return List.of(
        "-Verify", "5", "-verify_return_error", "-CAfile", Fixtures.authorityFile().toString());
  }

  private static PeerProcess client(ClaspServer server, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-servername",
                "localhost",
                "-verify_hostname",
                "localhost",
                "-verify_return_error",
                "-CAfile",
                Fixtures.authorityFile().toString()));
    command.addAll(options);
    return PeerProcess.start(command);
  }

  /** Sends every line back, reversed. */
  private static PeerProcess server(KeyType keyType, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-rev");
    return plainServer(keyType, all);
  }

  /** Prints what comes, sends what it is told, and knows commands of one letter. */
  private static PeerProcess talkingServer() {
    return plainServer(KeyType.P256, List.of());
  }

  private static PeerProcess plainServer(KeyType keyType, List<String> options) {
    IssuedCertificate.Location files = Fixtures.files(keyType);
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_server",
                "-tls1_3",
                "-accept",
                "127.0.0.1:0",
                "-cert",
                files.chain().toString(),
                "-key",
                files.key().toString()));
    command.addAll(options);
    return PeerProcess.start(command);
  }

  private static int port(PeerProcess server) {
    return Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
  }

  private static List<String> offering(Cell cell) {
    return List.of("-ciphersuites", cell.suite().toString(), "-groups", name(cell.group()));
  }

  /** Has a client print a summary. A server would not even tell its port. */
  private static List<String> brief(List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-brief");
    return all;
  }

  private static String name(NamedGroup group) {
    return group.equals(NamedGroup.X25519)
        ? "X25519"
        : group.toString().replaceFirst("secp(\\d+)r1", "P-$1");
  }
}
