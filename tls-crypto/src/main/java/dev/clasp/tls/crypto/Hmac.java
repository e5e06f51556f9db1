package dev.clasp.tls.crypto;

/**
 * An HMAC computation (RFC 2104) under one key. Not thread-safe.
 *
 * <p>CT: may reveal lengths only.
 */
public interface Hmac {
  /** The output, in bytes. */
  int length();

  void update(byte[] input, int offset, int length);

  default void update(Bytes input) {
    input.updateTo(this);
  }

  /** Writes {@link #length} bytes at {@code offset} and starts anew under the same key. */
  void finish(byte[] output, int offset);
}
