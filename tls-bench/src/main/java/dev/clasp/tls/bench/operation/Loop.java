package dev.clasp.tls.bench.operation;

import java.nio.ByteBuffer;

/** A client and a server in one thread, connected by buffers. */
interface Loop {
  /** Runs the handshake until both sides are done and the client has its tickets. */
  void handshake() throws Exception;

  /** Whether the handshake resumed an earlier session. */
  default boolean resumed() {
    return false;
  }

  /** Whether the server took what the client said at once. */
  default boolean tookEarlyData() {
    return false;
  }

  /**
   * All of {@code source} as application data from client to server, in as many records as it
   * takes, each read before the next is written.
   *
   * @return how many bytes arrived in {@code target}
   */
  int transfer(ByteBuffer source, ByteBuffer target) throws Exception;
}
