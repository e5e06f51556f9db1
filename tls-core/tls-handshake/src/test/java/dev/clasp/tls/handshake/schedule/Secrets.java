package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;

/** Bytes for tests. */
final class Secrets {
  private Secrets() {}

  static Bytes filled(int length, int value) {
    byte[] content = new byte[length];
    java.util.Arrays.fill(content, (byte) value);
    return Bytes.copyOf(content);
  }
}
