package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * X25519MLKEM768 with peers that have it, in both directions and without a word in anybody's
 * configuration: Go from 1.24 on, and OpenSSL 3.5, which Node.js 24 carries and npm can install.
 */
class HybridInteropTest {
  private static final String DEFAULT = "default";
  private static final String NODE = "node@24";

  @TempDir private static Path directory;

  @BeforeAll
  static void wanted() {
    Assumptions.assumeTrue(
        Cell.isFull(), "compiles and downloads peers; only with -Dclasp.interop=full");
  }

  @Test
  void serverForGo() throws Exception {
    String peer = go();
    try (ClaspServer server = server();
        PeerProcess client =
            PeerProcess.start(List.of(peer, "client", port(server), authority(), DEFAULT))) {
      client.await("304 TLS_\\w+ clasp hello\n");
      assertHybrid(server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @Test
  void clientOfGo() throws Exception {
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    try (PeerProcess server =
        PeerProcess.start(
            List.of(go(), "server", files.chain().toString(), files.key().toString(), DEFAULT))) {
      try (ClaspClient client = client(server)) {
        client.say("hello\n");
        client.stream().closeOutput();

        assertEquals("hello\n", client.readAll(), server::toString);
        assertHybrid(client.stream());
      }
      server.await("ended\n");
    }
  }

  @Test
  void serverForOpenssl35() throws Exception {
    String node = node();
    try (ClaspServer server = server();
        PeerProcess client = script(node, "client.js", port(server), authority())) {
      client.await("TLSv1.3 TLS_\\w+ clasp hello");
      assertHybrid(server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @Test
  void clientOfOpenssl35() throws Exception {
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    try (PeerProcess server =
        script(node(), "server.js", files.chain().toString(), files.key().toString())) {
      try (ClaspClient client = client(server)) {
        client.say("hello\n");

        assertEquals("hello\n", client.readUntil("\n"), server::toString);
        assertHybrid(client.stream());
      }
      server.await("ended localhost");
    }
  }

  private static void assertHybrid(TlsStream stream) {
    assertEquals(Optional.of(NamedGroup.X25519MLKEM768), Negotiations.group(stream));
    assertFalse(Negotiations.wasRetried(stream));
  }

  private static ClaspServer server() {
    return new ClaspServer(
        Fixtures.server().applicationProtocols(List.of("clasp")).build(), ApplicationMode.ECHO);
  }

  private static ClaspClient client(PeerProcess server) throws Exception {
    int port = Integer.parseInt(server.await("port (\\d+)\n").group(1));
    return ClaspClient.connect(
        port, Fixtures.client().applicationProtocols(List.of("clasp")).build());
  }

  private static String port(ClaspServer server) {
    return String.valueOf(server.port());
  }

  private static String authority() {
    return Fixtures.authorityFile().toString();
  }

  /** Compiles the Go peer; gives its path. */
  private static synchronized String go() throws Exception {
    Assumptions.assumeTrue(PeerProcess.isPresent("go"), "go is not installed");
    Path peer = directory.resolve("peer");
    if (!Files.exists(peer)) {
      run(List.of("go", "build", "-o", peer.toString(), resource("go/peer.go").toString()));
    }
    return peer.toString();
  }

  /** Installs Node.js 24 by npm; gives the path of its program. */
  private static synchronized String node() {
    Assumptions.assumeTrue(PeerProcess.isPresent("npm"), "npm is not installed");
    Path node = directory.resolve("node_modules/node/bin/node");
    if (!Files.exists(node)) {
      try (PeerProcess npm =
          PeerProcess.startPatiently(
              List.of("npm", "install", "--prefix", directory.toString(), NODE))) {
        npm.exitCode();
        Assumptions.assumeTrue(Files.isExecutable(node), () -> "npm cannot install it: " + npm);
      }
    }
    return node.toString();
  }

  private static PeerProcess script(String node, String name, String first, String second)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(node, resource("node/" + name).toString()));
    // All suites of TLS 1.3, and the groups that OpenSSL offers by itself.
    command.addAll(List.of(first, second, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384", "auto"));
    return PeerProcess.start(command);
  }

  private static void run(List<String> command) {
    try (PeerProcess compiler = PeerProcess.startPatiently(command)) {
      assertEquals(0, compiler.exitCode(), compiler::toString);
    }
  }

  private static Path resource(String name) throws Exception {
    return Path.of(Objects.requireNonNull(HybridInteropTest.class.getResource(name)).toURI());
  }
}
