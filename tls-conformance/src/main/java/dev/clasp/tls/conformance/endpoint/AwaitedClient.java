package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.SocketTransport;
import dev.clasp.tls.conformance.peer.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A client under test: each connection makes it connect to a port of ours.
 *
 * <p>The client of the connection before is stopped first: a lane has one at a time.
 */
public final class AwaitedClient implements Target {
  /** How a client is made to connect, and how it ends. */
  public interface Trigger extends AutoCloseable {
    /** In a few words, such as the name of its program. */
    String describe();

    /** Forgets the sessions of all connections so far, if it keeps any. */
    default void forgetSessions() {}

    /** Starts it; it connects to this port of the loopback address. */
    void start(int port) throws IOException;

    /** Ends it if it still runs. */
    void stop();

    /** Whether it may still connect. */
    boolean running();

    /** Whether it was ended by a signal, and not by {@link #stop}. */
    boolean crashed();

    @Override
    void close() throws IOException;
  }

  private static final int ACCEPT_PATIENCE = 10_000; // milliseconds
  private static final int POLL = 100; // milliseconds

  private final Trigger trigger;
  private final ServerSocket listener;

  private AwaitedClient(Trigger trigger, ServerSocket listener) {
    this.trigger = trigger;
    this.listener = listener;
  }

  static AwaitedClient with(Trigger trigger) throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(POLL);
    return new AwaitedClient(trigger, listener);
  }

  @Override
  public String describe() {
    return trigger.describe();
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void begin() {
    trigger.forgetSessions();
  }

  @Override
  public Transport connect() throws IOException {
    trigger.stop();
    trigger.start(port());
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ACCEPT_PATIENCE);
    while (true) {
      boolean running = trigger.running(); // asked first: it may connect and end at once
      try {
        return SocketTransport.over(listener.accept());
      } catch (SocketTimeoutException e) {
        if (!running || System.nanoTime() > end) {
          throw new IOException(
              "%s %s; does its command line have {host} and {port}?"
                  .formatted(
                      trigger.describe(),
                      running
                          ? "did not connect within %d s".formatted(ACCEPT_PATIENCE / 1000)
                          : "ended without connecting"),
              e);
        }
      }
    }
  }

  @Override
  public boolean hasDied() {
    return trigger.crashed();
  }

  /** A client that ended is no finding, one that crashed is. */
  @Override
  public boolean answers() {
    return !trigger.crashed();
  }

  @Override
  public boolean restart() {
    trigger.stop();
    return true;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    trigger.close();
  }
}
