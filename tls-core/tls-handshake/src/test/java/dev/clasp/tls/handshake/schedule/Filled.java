package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;

/** Byte strings of one value, for tests. */
final class Filled {
  private Filled() {}

  static Bytes bytes(int length, int value) {
    byte[] content = new byte[length];
    java.util.Arrays.fill(content, (byte) value);
    return Bytes.copyOf(content);
  }
}
