package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.SocketTransport;
import dev.clasp.tls.conformance.peer.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A server that somebody else runs. */
public record RunningServer(String host, int port) implements Target {
  /** To open a TCP connection, in milliseconds. */
  private static final int CONNECT_PATIENCE = 5_000;

  @Override
  public String describe() {
    return host + ":" + port;
  }

  @Override
  public Transport connect() throws IOException {
    return SocketTransport.connect(
        InetSocketAddress.createUnresolved(host, port), CONNECT_PATIENCE);
  }

  @Override
  public boolean hasDied() {
    return false;
  }

  @Override
  public boolean restart() {
    return false;
  }

  @Override
  public void close() {
    // Not ours to stop.
  }
}
