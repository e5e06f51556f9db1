package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Suite12;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With Go's {@code crypto/tls}; the program lies beside this class in the resources. */
class GoInteropTest {
  @TempDir private static Path directory;
  private static String peer = "";

  @BeforeAll
  static void build() throws Exception {
    Assumptions.assumeTrue(
        Cell.isFull(), "compiling crypto/tls takes a minute; only with -Dclasp.interop=full");
    Assumptions.assumeTrue(PeerProcess.isPresent("go"), "go is not installed");
    Path source =
        Path.of(Objects.requireNonNull(GoInteropTest.class.getResource("go/peer.go")).toURI());
    peer = directory.resolve("peer").toString();
    try (PeerProcess compiler =
        PeerProcess.startPatiently(List.of("go", "build", "-o", peer, source.toString()))) {
      assertEquals(0, compiler.exitCode(), compiler::toString);
    }
  }

  /** Go does not read keys that are for PSS only. */
  static List<Cell> cells() {
    return Cell.all().stream().filter(cell -> cell.keyType() != KeyType.RSA_PSS_2048).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell cell) {
    ServerConfig config = Fixtures.server(cell).applicationProtocols(List.of("clasp")).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    peer,
                    "client",
                    String.valueOf(server.port()),
                    Fixtures.authorityFile().toString(),
                    cell.group().toString()))) {
      client.await("304 " + cell.suite() + " clasp hello\n");

      assertEquals(0, client.exitCode(), client::toString);
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  /** What Go's crypto/tls has: no DHE, no CCM, no pre-shared keys, no encrypt-then-MAC. */
  static List<Cell12> cells12() {
    List<Cell12> cells =
        Cell12.all(GoInteropTest::hasGo).stream()
            .map(cell -> new Cell12(cell.suite(), false))
            .distinct()
            .toList();
    assertEquals(Cell.isFull() ? 17 : 3, cells.size(), cells::toString);
    return cells;
  }

  private static boolean hasGo(Suite12 suite) {
    KeyExchange12 keyExchange = suite.keyExchange();
    return !keyExchange.usesPsk()
        && keyExchange.share() != KeyExchange12.Share.DHE
        && !suite.toString().contains("CCM")
        && !suite.toString().contains("CBC_SHA384")
        && !suite.toString().endsWith("256_CBC_SHA256");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells12")
  void serves(Cell12 cell) {
    ServerConfig config = cell.server().applicationProtocols(List.of("clasp")).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    peer,
                    "client",
                    String.valueOf(server.port()),
                    Fixtures.authorityFile().toString(),
                    "secp256r1",
                    String.valueOf(cell.suite().codePoint().value())))) {
      client.await("303 \\S+ clasp hello\n");

      assertEquals(0, client.exitCode(), client::toString);
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells12")
  void connects(Cell12 cell) throws Exception {
    IssuedCertificate.Location files = Fixtures.files(cell.keyType());
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                peer,
                "server",
                files.chain().toString(),
                files.key().toString(),
                "secp256r1",
                String.valueOf(cell.suite().codePoint().value())))) {
      int port = Integer.parseInt(server.await("port (\\d+)\n").group(1));
      try (ClaspClient client = ClaspClient.connect(port, cell.client().build())) {
        client.say("hello\n");

        assertEquals("hello\n", client.readUntil("\n"), server::toString);
        Negotiations.assertNegotiated(cell, client.stream());
      }
      server.await("ended\n");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell cell) throws Exception {
    IssuedCertificate.Location files = Fixtures.files(cell.keyType());
    ClientConfig config = Fixtures.client(cell).applicationProtocols(List.of("clasp")).build();
    try (PeerProcess server =
        PeerProcess.start(
            List.of(
                peer,
                "server",
                files.chain().toString(),
                files.key().toString(),
                cell.group().toString()))) {
      int port = Integer.parseInt(server.await("port (\\d+)\n").group(1));
      try (ClaspClient client = ClaspClient.connect(port, config)) {
        client.say("hello\n");
        client.stream().closeOutput();

        assertEquals("hello\n", client.readAll(), server::toString);
        Negotiations.assertNegotiated(cell, client.stream());
      }
      server.await("ended\n");
    }
  }
}
