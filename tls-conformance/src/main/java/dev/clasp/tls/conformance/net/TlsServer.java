package dev.clasp.tls.conformance.net;

import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts TLS connections, a thread for each, until closed.
 *
 * <p>When {@link Settings#maxConnections} are open the next one waits in the listen queue.
 */
public final class TlsServer implements AutoCloseable {
  private static final int BACKLOG = 256; // a conformance run opens many connections at once
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

  private final ServerSocket listener;
  private final Settings settings;
  private final Semaphore free;
  private final ExecutorService threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<TlsStream, Socket> streams = new ConcurrentHashMap<>();

  /**
   * How a server behaves below TLS.
   *
   * @param connections makes the TLS side of each connection
   * @param application what established connections are for
   * @param handshakeDeadline from accepting to established
   * @param idleTimeout how long an established connection may wait for the peer, to say something
   *     or to read what we said
   * @param maxConnections served at the same time
   * @param log told how each connection went
   */
  public record Settings(
      ConnectionFactory connections,
      Application application,
      Duration handshakeDeadline,
      Duration idleTimeout,
      int maxConnections,
      ConnectionLog log) {
    public Settings {
      requirePositive("handshakeDeadline", handshakeDeadline);
      requirePositive("idleTimeout", idleTimeout);
    }

    /** Ten seconds for a handshake, five minutes of silence, 64 connections, no log. */
    public static Settings of(ConnectionFactory connections, Application application) {
      return new Settings(
          connections,
          application,
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          64,
          ConnectionLog.NONE);
    }

    private static void requirePositive(String name, Duration duration) {
      if (duration.toMillis() < 1) {
        throw new IllegalArgumentException(
            "%s: %s, expected a millisecond or more".formatted(name, duration));
      }
    }

    public Settings withHandshakeDeadline(Duration deadline) {
      return new Settings(connections, application, deadline, idleTimeout, maxConnections, log);
    }

    public Settings withIdleTimeout(Duration timeout) {
      return new Settings(
          connections, application, handshakeDeadline, timeout, maxConnections, log);
    }

    public Settings withMaxConnections(int count) {
      return new Settings(connections, application, handshakeDeadline, idleTimeout, count, log);
    }

    public Settings withLog(ConnectionLog other) {
      return new Settings(
          connections, application, handshakeDeadline, idleTimeout, maxConnections, other);
    }
  }

  /** Makes the TLS side of a connection that was accepted. Thread-safe. */
  @FunctionalInterface
  public interface ConnectionFactory {
    TlsConnection accept() throws TlsException;
  }

  private TlsServer(ServerSocket listener, Settings settings) {
    this.listener = listener;
    this.settings = settings;
    this.free = new Semaphore(settings.maxConnections());
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "clasp-server-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens on loopback.
   *
   * @param port 0 for any that is free
   */
  public static TlsServer onLoopback(int port, Settings settings) throws IOException {
    return start(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), settings);
  }

  /** Listens on the address; an unresolved or occupied one is an {@link IOException}. */
  public static TlsServer start(InetSocketAddress address, Settings settings) throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true); // a port of a server just closed can be had again
      listener.bind(address, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    TlsServer server = new TlsServer(listener, settings);
    server.threads.execute(server::acceptAll);
    server.threads.execute(server::watchWriters);
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        free.acquire();
        Socket socket = listener.accept();
        open.add(socket);
        threads.execute(() -> serve(socket)); // refused when closed meanwhile, and so are we
      } catch (IOException e) {
        free.release();
        if (!listener.isClosed()) {
          settings.log().failed("accept", Optional.empty(), e);
        }
      } catch (InterruptedException | RejectedExecutionException e) {
        return; // close() asked for it
      }
    }
  }

  /**
   * A blocked write has no timeout of its own: closes the socket of a peer that reads nothing, and
   * so ends the write.
   */
  private void watchWriters() {
    Duration patience =
        settings.handshakeDeadline().compareTo(settings.idleTimeout()) > 0
            ? settings.handshakeDeadline()
            : settings.idleTimeout();
    try {
      while (!listener.isClosed()) {
        TimeUnit.MILLISECONDS.sleep(Math.min(1000, Math.max(1, patience.toMillis() / 4)));
        streams.forEach(
            (stream, socket) -> {
              if (stream.isWritingFor(patience)) {
                close(socket);
              }
            });
      }
    } catch (InterruptedException e) {
      // close() asked for it
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing more can be done for it
    }
  }

  private void serve(Socket socket) {
    String peer = String.valueOf(socket.getRemoteSocketAddress()).replaceFirst("^/", "");
    Optional<ConnectionSummary> summary = Optional.empty();
    try (socket) {
      socket.setTcpNoDelay(true); // a flight is written in several records
      try (TlsStream stream = new TlsStream(socket, settings.connections().accept())) {
        streams.put(stream, socket);
        stream.idleTimeout(settings.idleTimeout());
        stream.handshake(settings.handshakeDeadline());
        summary = Optional.of(ConnectionSummary.of(stream));
        settings.log().established(peer, stream);
        settings.application().serve(stream);
        summary = Optional.of(ConnectionSummary.of(stream)); // the client may have been asked
      }
      settings.log().ended(peer, summary.get());
    } catch (IOException | TlsException | RuntimeException e) {
      settings.log().failed(peer, summary, e); // a bug ends its own connection only
    } finally {
      streams.values().remove(socket);
      open.remove(socket);
      free.release();
    }
  }

  /** Stops listening, ends the open connections, and waits for their threads. */
  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
    closeSockets();
    try {
      if (!threads.awaitTermination(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("a connection did not end within " + PATIENCE_AT_CLOSE);
      }
      closeSockets(); // one that was accepted while we closed the others
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeSockets() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }
}
