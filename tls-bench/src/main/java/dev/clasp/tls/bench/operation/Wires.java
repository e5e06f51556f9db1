package dev.clasp.tls.bench.operation;

import java.nio.ByteBuffer;

/**
 * The buffers between two sides, used by one loop after the other, so that what a handshake
 * allocates is the stack's.
 */
record Wires(ByteBuffer toServer, ByteBuffer toClient, ByteBuffer plaintext) {
  static Wires allocate() {
    return new Wires(
        ByteBuffer.allocate(1 << 17), ByteBuffer.allocate(1 << 17), ByteBuffer.allocate(1 << 15));
  }

  /** The same buffers, empty. */
  Wires cleared() {
    toServer.clear();
    toClient.clear();
    plaintext.clear();
    return this;
  }
}
