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
import dev.clasp.tls.protocol.Suite12;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.2 with the platform's JSSE, in this process. It knows no encrypt-then-MAC. */
class JsseTls12InteropTest {
  private static final Cell12 MODERN =
      new Cell12(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, false);

  static List<Cell12> cells() throws NoSuchAlgorithmException {
    Set<String> names =
        Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    List<Cell12> cells =
        Cell12.all(suite -> names.contains(suite.toString())).stream()
            .map(cell -> new Cell12(cell.suite(), false))
            .distinct()
            .toList();
    assertTrue(cells.size() >= 3, cells::toString); // newer ones have no TLS_RSA
    return cells;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell12 cell) throws Exception {
    try (ClaspServer server = new ClaspServer(cell.server().build(), ApplicationMode.ECHO);
        SSLSocket client = client(Jsse.context(Optional.empty()), server, cell)) {
      assertEquals("hello\n", exchange(client));
      assertEquals("TLSv1.2", client.getSession().getProtocol());
      assertEquals(cell.suite().toString(), client.getSession().getCipherSuite());
      client.close();
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell12 cell) throws Exception {
    try (JsseServer server = new JsseServer(cell, false);
        ClaspClient client = ClaspClient.connect(server.port(), cell.client().build())) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"));
      Negotiations.assertNegotiated(cell, client.stream());
    }
  }

  @ParameterizedTest(name = "tickets: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("resumes sessions of clients, by ticket (RFC 5077) and by id (RFC 5246 §7.3)")
  void resumesAsServer(boolean ticket) throws Exception {
    InstantSource clock = InstantSource.system();
    ServerConfig.Builder builder = MODERN.server().sessions(InMemorySessions.standard(clock));
    if (ticket) {
      builder.tickets(
          new TicketProtector(Fixtures.CRYPTO, TicketKeys.rotating(Fixtures.CRYPTO, clock), clock));
    }
    SSLContext context = Jsse.context(Optional.empty());
    try (ClaspServer server = new ClaspServer(builder.build(), ApplicationMode.ECHO)) {
      for (int i = 0; i < 2; i++) {
        try (SSLSocket client = client(context, server, MODERN)) {
          assertEquals("hello\n", exchange(client));
        }
        assertEquals(i > 0, Negotiations.wasResumed(server.awaitEstablished()));
      }
    }
  }

  @Test
  @DisplayName("resumes its own sessions (RFC 5077)")
  void resumesAsClient() throws Exception {
    ClientConfig config =
        MODERN.client().sessions(InMemorySessions.standard(InstantSource.system())).build();
    try (JsseServer server = new JsseServer(MODERN, false)) {
      for (int i = 0; i < 2; i++) {
        try (ClaspClient client = ClaspClient.connect(server.port(), config)) {
          client.say("hello\n");

          assertEquals("hello\n", client.readUntil("\n"));
          assertEquals(i > 0, Negotiations.wasResumed(client.stream()));
        }
      }
    }
  }

  @Test
  @DisplayName("takes a client certificate (RFC 5246 §7.4.8)")
  void takesAClientCertificate() throws Exception {
    IssuedCertificate certificate = Fixtures.certificate(KeyType.P384);
    ServerConfig config =
        MODERN.server().clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust()).build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        SSLSocket client = client(Jsse.context(certificate), server, MODERN)) {
      assertEquals("hello\n", exchange(client));
      assertEquals(
          Optional.of(certificate.chain().get(0)),
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
    try (JsseServer server = new JsseServer(MODERN, true);
        ClaspClient client = ClaspClient.connect(server.port(), config)) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"));
    }
  }

  @Test
  @DisplayName("answers a renegotiation with no_renegotiation (RFC 5246 §7.2.2)")
  void refusesRenegotiation() throws Exception {
    try (ClaspServer server = new ClaspServer(MODERN.server().build(), ApplicationMode.ECHO);
        SSLSocket client = client(Jsse.context(Optional.empty()), server, MODERN)) {
      assertEquals("hello\n", exchange(client));
      client.startHandshake(); // sends another ClientHello
      IOException failure = assertThrows(IOException.class, () -> exchange(client));
      assertFalse(failure.getMessage().contains("internal_error"), failure::toString);
    }
  }

  private static SSLSocket client(SSLContext context, ClaspServer server, Cell12 cell)
      throws Exception {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getByName("127.0.0.1"), server.port());
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.setEnabledCipherSuites(new String[] {cell.suite().toString()});
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String exchange(SSLSocket socket) throws IOException {
    socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readNBytes(6), StandardCharsets.US_ASCII);
  }

  /** Serves one connection after the other and sends back what comes. */
  private static final class JsseServer implements AutoCloseable {
    private final SSLServerSocket listener;

    JsseServer(Cell12 cell, boolean demandsCertificate) throws Exception {
      listener =
          (SSLServerSocket)
              Jsse.context(Fixtures.certificate(cell.keyType()))
                  .getServerSocketFactory()
                  .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      listener.setEnabledProtocols(new String[] {"TLSv1.2"});
      listener.setEnabledCipherSuites(new String[] {cell.suite().toString()});
      listener.setNeedClientAuth(demandsCertificate);
      CompletableFuture.runAsync(this::serve);
    }

    int port() {
      return listener.getLocalPort();
    }

    private void serve() {
      while (!listener.isClosed()) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
          InputStream in = socket.getInputStream();
          byte[] buffer = new byte[8192];
          for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            socket.getOutputStream().write(buffer, 0, length);
          }
        } catch (IOException e) {
          // The client's side of the test says what went wrong.
        }
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
