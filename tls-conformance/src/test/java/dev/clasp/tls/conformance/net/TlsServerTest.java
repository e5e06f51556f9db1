package dev.clasp.tls.conformance.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TlsServerTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ServerConfig SERVER =
      ServerConfig.builder(
              CRYPTO,
              CredentialSelector.of(
                  CertificateAuthority.root(CRYPTO, KeyType.P256, "Test", Instant.now())
                      .issue(LeafRequest.forLoopback(KeyType.P256, Instant.now()))
                      .credential(CRYPTO)))
          .build();
  private static final ClientConfig CLIENT =
      ClientConfig.builder(CRYPTO).dangerous().acceptAnyCertificate().build();

  private final Outcomes outcomes = new Outcomes();

  @Test
  void servesManyAtOnce() throws Exception {
    try (TlsServer server = serving(settings(ApplicationMode.ECHO))) {
      List<TlsStream> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(connect(server));
      }
      for (TlsStream client : clients) {
        client.write(new byte[] {1, 2, 3}, 0, 3);
      }
      for (TlsStream client : clients) {
        assertEquals(3, client.read(new byte[10]));
        client.close();
      }
    }
  }

  @Test
  void servesTheNextOnlyWhenOneLeaves() throws Exception {
    TlsServer.Settings one =
        new TlsServer.Settings(
            () -> TlsConnection.start(CRYPTO, Handshake.server(SERVER)),
            ApplicationMode.ECHO,
            PATIENCE,
            PATIENCE,
            1,
            outcomes);
    try (TlsServer server = serving(one);
        TlsStream first = connect(server)) {
      CompletableFuture<TlsStream> second = CompletableFuture.supplyAsync(() -> connect(server));
      first.write(new byte[] {1}, 0, 1);
      assertEquals(1, first.read(new byte[10]));

      assertEquals(false, second.isDone());
      first.close();
      second.get(10, TimeUnit.SECONDS).close();
    }
  }

  @Test
  void readsOnAfterClosingItsOwnDirection() throws Exception {
    CountDownLatch clientClosed = new CountDownLatch(1);
    Application lateAnswer =
        stream -> {
          assertEquals(-1, stream.read(new byte[10]));
          clientClosed.countDown();
          stream.write(new byte[] {42}, 0, 1);
        };
    try (TlsServer server = serving(settings(lateAnswer));
        TlsStream client = connect(server)) {
      client.closeOutput();
      clientClosed.await();
      byte[] answer = new byte[10];

      assertEquals(1, client.read(answer));
      assertEquals(42, answer[0]);
      assertEquals(-1, client.read(answer));
      assertThrows(IOException.class, () -> client.write(answer, 0, 1));
    }
  }

  @Test
  void doesNotLockUpWhenBothSendMoreThanTheNetworkHolds() throws Exception {
    byte[] much = new byte[8 << 20];
    try (TlsServer server = serving(settings(ApplicationMode.ECHO));
        TlsStream client = connect(server)) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.write(much, 0, much.length);
                } catch (IOException | TlsException e) {
                  throw new IllegalStateException(e);
                }
              });
      byte[] buffer = new byte[1 << 16];
      int received = 0;
      while (received < much.length) {
        received += client.read(buffer);
      }
      sent.get();

      assertEquals(much.length, received);
    }
  }

  @Test
  void endsAHandshakeThatTakesTooLong() throws Exception {
    try (TlsServer server =
            serving(settings(ApplicationMode.ECHO).withHandshakeDeadline(Duration.ofMillis(100)));
        Socket mute = new Socket(InetAddress.getByName("127.0.0.1"), server.port())) {
      assertInstanceOf(SocketTimeoutException.class, outcomes.nextFailure());
      mute.setSoTimeout(10_000);

      assertDoesNotThrow(() -> mute.getInputStream().readAllBytes(), "an end, not a reset");
    }
  }

  @Test
  void endsAConnectionThatIsIdle() throws Exception {
    TlsServer.Settings impatient =
        settings(ApplicationMode.ECHO).withIdleTimeout(Duration.ofMillis(100));
    try (TlsServer server = serving(impatient);
        TlsStream client = connect(server)) {
      assertEquals(-1, client.read(new byte[1]), "it says goodbye");
      assertEquals("idle for 100 ms", outcomes.nextFailure().getMessage());
    }
  }

  @Test
  void endsAConnectionWhosePeerDoesNotRead() throws Exception {
    Application talker = stream -> stream.write(new byte[64 << 20], 0, 64 << 20);
    TlsServer.Settings impatient =
        settings(talker)
            .withIdleTimeout(Duration.ofMillis(200))
            .withHandshakeDeadline(Duration.ofMillis(500));
    try (TlsServer server = serving(impatient);
        Socket socket = socket(server)) {
      shakeHands(socket);

      assertInstanceOf(IOException.class, outcomes.nextFailure());
    }
  }

  @Test
  void refusesToBeWithoutPatience() {
    TlsServer.Settings settings = settings(ApplicationMode.ECHO);

    assertThrows(
        IllegalArgumentException.class, () -> settings.withIdleTimeout(Duration.ofNanos(1)));
    assertThrows(
        IllegalArgumentException.class, () -> settings.withHandshakeDeadline(Duration.ZERO));
  }

  @Test
  void tellsThatAPeerLeftDuringTheHandshake() throws Exception {
    try (TlsServer server = serving(settings(ApplicationMode.ECHO))) {
      new Socket(InetAddress.getByName("127.0.0.1"), server.port()).close();

      assertInstanceOf(EOFException.class, outcomes.nextFailure());
    }
  }

  @Test
  void tellsThatAPeerLeftWithoutCloseNotify() throws Exception {
    try (TlsServer server = serving(settings(ApplicationMode.SILENT))) {
      try (Socket socket = socket(server)) {
        shakeHands(socket);
      }

      assertInstanceOf(ProtocolViolation.class, outcomes.nextFailure());
    }
  }

  @Test
  void anAlertArrivesEvenIfMuchIsUnread() throws Exception {
    byte[] noTls = new byte[1 << 20];
    try (TlsServer server = serving(settings(ApplicationMode.ECHO));
        Socket socket = socket(server)) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  socket.getOutputStream().write(noTls);
                } catch (IOException e) {
                  // the server may stop reading at any point
                }
              });
      byte[] answer = socket.getInputStream().readNBytes(7);
      sent.get(10, TimeUnit.SECONDS);

      assertEquals(21, answer[0], "ContentType alert");
      assertEquals(2, answer[5], "fatal");
    }
  }

  @Test
  void closingEndsOpenConnectionsAndTheListener() throws Exception {
    TlsServer server = serving(settings(ApplicationMode.SILENT));
    int port = server.port();
    try (TlsStream client = connect(server)) {
      server.close();

      assertThrows(Exception.class, () -> client.read(new byte[1]));
      assertThrows(
          ConnectException.class, () -> new Socket(InetAddress.getByName("127.0.0.1"), port));
    }
  }

  @Test
  void aFailingApplicationEndsItsOwnConnectionOnly() throws Exception {
    Application broken =
        stream -> {
          throw new IOException("broken");
        };
    try (TlsServer server = serving(settings(broken))) {
      for (int i = 0; i < 3; i++) {
        try (TlsStream client = connect(server)) {
          assertEquals(-1, client.read(new byte[1]));
        }
        assertEquals("broken", outcomes.nextFailure().getMessage());
      }
    }
  }

  private TlsServer.Settings settings(Application application) {
    return TlsServer.Settings.of(
            () -> TlsConnection.start(CRYPTO, Handshake.server(SERVER)), application)
        .withLog(outcomes);
  }

  private static TlsServer serving(TlsServer.Settings settings) throws IOException {
    return TlsServer.onLoopback(0, settings);
  }

  private static TlsStream connect(TlsServer server) {
    try {
      return shakeHands(socket(server));
    } catch (IOException | TlsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Socket socket(TlsServer server) throws IOException {
    return new Socket(InetAddress.getByName("127.0.0.1"), server.port());
  }

  private static TlsStream shakeHands(Socket socket) throws IOException, TlsException {
    TlsStream stream =
        new TlsStream(
            socket,
            TlsConnection.start(
                CRYPTO, Handshake.client(CLIENT, ReferenceIdentity.of("localhost"))));
    stream.handshake(PATIENCE);
    return stream;
  }

  /** Keeps why connections failed. */
  private static final class Outcomes implements ConnectionLog {
    private final BlockingQueue<Exception> failures = new LinkedBlockingQueue<>();

    @Override
    public void failed(String peer, Optional<ConnectionSummary> summary, Exception reason) {
      failures.add(reason);
    }

    Exception nextFailure() throws InterruptedException {
      Exception failure = failures.poll(10, TimeUnit.SECONDS);
      if (failure == null) {
        throw new AssertionError("no connection failed");
      }
      return failure;
    }
  }
}
