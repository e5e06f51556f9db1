package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.protocol.PeerAlert;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the platform's JSSE, in this process. It takes its groups from us: it cannot be told. */
class JsseInteropTest {
  static List<Cell> cells() {
    return Cell.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void serves(Cell cell) throws Exception {
    try (ClaspServer server =
            new ClaspServer(
                Fixtures.server(cell).applicationProtocols(List.of("clasp")).build(),
                ApplicationMode.ECHO);
        SSLSocket client = client(server, Optional.empty())) {
      SSLParameters parameters = client.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new javax.net.ssl.SNIHostName("localhost")));
      parameters.setApplicationProtocols(new String[] {"h2", "clasp"});
      client.setSSLParameters(parameters);

      assertEquals("hello\n", exchange(client));
      assertEquals("TLSv1.3", client.getSession().getProtocol());
      assertEquals(cell.suite().toString(), client.getSession().getCipherSuite());
      assertEquals("clasp", client.getApplicationProtocol());
      client.close();
      Negotiations.assertNegotiated(cell, server.awaitEstablished());
      server.awaitOrderlyEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void connects(Cell cell) throws Exception {
    try (JsseServer server =
            new JsseServer(Jsse.context(Fixtures.certificate(cell.keyType())), false);
        ClaspClient client = ClaspClient.connect(server.port(), Fixtures.client(cell).build())) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"));
      Negotiations.assertNegotiated(cell, client.stream());
      client.stream().closeOutput();
      assertEquals("", client.readAll());
      assertEquals("ended", server.outcome());
    }
  }

  @Test
  void takesAClientCertificate() throws Exception {
    IssuedCertificate certificate = Fixtures.certificate(KeyType.RSA_PSS_2048);
    try (ClaspServer server =
            new ClaspServer(
                Fixtures.server()
                    .clientAuthentication(ClientAuthentication.NEEDED, Fixtures.trust())
                    .build(),
                ApplicationMode.ECHO);
        SSLSocket client = client(server, Optional.of(certificate))) {
      assertEquals("hello\n", exchange(client));
      assertEquals(
          Optional.of(certificate.chain().get(0)),
          Negotiations.peerCertificate(server.awaitEstablished()));
    }
  }

  @Test
  void sendsAClientCertificate() throws Exception {
    ClientConfig config =
        Fixtures.client()
            .credentials(
                CredentialSelector.of(
                    Fixtures.certificate(KeyType.ED25519).credential(Fixtures.CRYPTO)))
            .build();
    try (JsseServer server =
            new JsseServer(Jsse.context(Fixtures.certificate(KeyType.P256)), true);
        ClaspClient client = ClaspClient.connect(server.port(), config)) {
      client.say("hello\n");

      assertEquals("hello\n", client.readUntil("\n"));
    }
  }

  @Test
  void isRefusedWithoutAClientCertificate() throws Exception {
    try (JsseServer server =
            new JsseServer(Jsse.context(Fixtures.certificate(KeyType.P256)), true);
        ClaspClient client = ClaspClient.connect(server.port(), Fixtures.client().build())) {
      assertThrows(PeerAlert.class, client::readAll);
    }
  }

  @Test
  void carriesAMegabyte() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    try (ClaspServer server = new ClaspServer(Fixtures.server().build(), ApplicationMode.ECHO);
        SSLSocket client = client(server, Optional.empty())) {
      client.startHandshake();
      CompletableFuture<Integer> read =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return client.getInputStream().readNBytes(megabyte.length).length;
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      client.getOutputStream().write(megabyte);

      assertEquals(megabyte.length, read.get());
    }
  }

  private static SSLSocket client(ClaspServer server, Optional<IssuedCertificate> certificate)
      throws Exception {
    SSLSocket socket =
        (SSLSocket)
            Jsse.context(certificate)
                .getSocketFactory()
                .createSocket(InetAddress.getByName("127.0.0.1"), server.port());
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String exchange(SSLSocket socket) throws Exception {
    socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readNBytes(6), StandardCharsets.US_ASCII);
  }

  /** Serves one connection and sends back what comes. */
  private static final class JsseServer implements AutoCloseable {
    private final SSLServerSocket listener;
    private final CompletableFuture<String> outcome;

    JsseServer(javax.net.ssl.SSLContext context, boolean demandsCertificate) throws Exception {
      listener =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      listener.setEnabledProtocols(new String[] {"TLSv1.3"});
      listener.setNeedClientAuth(demandsCertificate);
      outcome = CompletableFuture.supplyAsync(this::serve);
    }

    int port() {
      return listener.getLocalPort();
    }

    private String serve() {
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          socket.getOutputStream().write(buffer, 0, length);
        }
        return "ended";
      } catch (java.io.IOException e) {
        return "failed: " + e;
      }
    }

    /** {@code ended}, or why not. */
    String outcome() throws Exception {
      return outcome.get();
    }

    @Override
    public void close() throws Exception {
      listener.close();
    }
  }
}
