package dev.clasp.tls.bench;

import java.nio.ByteBuffer;

/** A client and a server in one thread, connected by buffers. */
interface Loop {
  /** Runs the handshake until both sides are done. */
  void handshake() throws Exception;

  /**
   * One record of application data from client to server.
   *
   * @return how many bytes arrived in {@code target}
   */
  int transfer(ByteBuffer source, ByteBuffer target) throws Exception;
}
