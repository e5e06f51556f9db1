package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.net.Application;
import dev.clasp.tls.conformance.net.ConnectionLog;
import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our server on loopback, and what became of its connections. */
final class ClaspServer implements AutoCloseable, ConnectionLog {
  private final TlsServer server;
  private final BlockingQueue<TlsStream> established = new LinkedBlockingQueue<>();
  private final BlockingQueue<Optional<Exception>> ended = new LinkedBlockingQueue<>();

  ClaspServer(ServerConfig config, Application application) {
    try {
      server =
          TlsServer.onLoopback(
              0,
              TlsServer.Settings.of(
                      () -> TlsConnection.start(config.crypto(), Handshake.server(config)),
                      application)
                  .withLog(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.port();
  }

  /** Waits for a handshake to complete and gives the connection, to ask what was negotiated. */
  TlsStream awaitEstablished() {
    return next(established, "no handshake completed");
  }

  /** Waits for a connection to end, and for its error if it broke. */
  Optional<Exception> awaitEnd() {
    return next(ended, "no connection ended");
  }

  /** Waits for a connection to end as it should. */
  void awaitOrderlyEnd() {
    assertEquals(Optional.empty(), awaitEnd());
  }

  private static <T> T next(BlockingQueue<T> queue, String otherwise) {
    try {
      T next = queue.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError(otherwise);
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void established(String peer, TlsStream stream) {
    established.add(stream);
  }

  @Override
  public void ended(String peer, ConnectionSummary summary) {
    ended.add(Optional.empty());
  }

  @Override
  public void failed(String peer, Optional<ConnectionSummary> summary, Exception reason) {
    ended.add(Optional.of(reason));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
