package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.NamedGroup;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the {@code tls} module of Node.js; the scripts lie beside this class in the resources. */
class NodeInteropTest {
  @BeforeAll
  static void present() {
    Installed.require("node");
  }

  static List<Cell> cells() {
    return Cell.allOrFew(); // starting Node costs more than all the rest
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell cell) throws Exception {
    ServerConfig config = Fixtures.server(cell).applicationProtocols(List.of("clasp")).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client =
            node(
                "client.js",
                String.valueOf(server.port()),
                Fixtures.authorityFile().toString(),
                cell.suite().toString(),
                name(cell.group()))) {
      client.await("TLSv1.3 " + cell.suite() + " clasp hello");

      assertEquals(0, client.exitCode(), client::toString);
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell cell) throws Exception {
    IssuedCertificate.Location files = Fixtures.files(cell.keyType());
    ClientConfig config =
        Fixtures.client(cell).applicationProtocols(List.of("h2", "clasp")).build();
    try (PeerProcess server =
        node(
            "server.js",
            files.chain().toString(),
            files.key().toString(),
            cell.suite().toString(),
            name(cell.group()))) {
      int port = Integer.parseInt(server.await("port (\\d+)\n").group(1));
      try (ClaspClient client = ClaspClient.connect(port, config)) {
        client.say("hello\n");

        assertEquals("hello\n", client.readUntil("\n"), server::toString);
        Negotiations.assertNegotiated(cell, client.stream());
        assertEquals(Optional.of("clasp"), Negotiations.applicationProtocol(client.stream()));
      }
      server.await("ended localhost");
    }
  }

  private static PeerProcess node(String script, String... arguments) throws URISyntaxException {
    List<String> command = new ArrayList<>(List.of("node", script(script).toString()));
    command.addAll(List.of(arguments));
    return PeerProcess.start(command);
  }

  private static Path script(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(NodeInteropTest.class.getResource("node/" + name)).toURI());
  }

  private static String name(NamedGroup group) {
    return group.equals(NamedGroup.X25519)
        ? "X25519"
        : group.toString().replaceFirst("secp(\\d+)r1", "P-$1");
  }
}
