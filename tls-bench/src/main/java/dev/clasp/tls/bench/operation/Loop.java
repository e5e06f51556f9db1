package dev.clasp.tls.bench.operation;

import java.nio.ByteBuffer;

/** A client and a server in one thread, connected by buffers. */
interface Loop {
  /** Runs the handshake until both sides are done. */
  void handshake() throws Exception;

  /**
   * All of {@code source} as application data from client to server, in as many records as it
   * takes.
   *
   * @return how many bytes arrived in {@code target}
   */
  int transfer(ByteBuffer source, ByteBuffer target) throws Exception;
}
