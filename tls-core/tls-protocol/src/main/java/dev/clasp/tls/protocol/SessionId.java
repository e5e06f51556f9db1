package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.Bytes;

/**
 * A session identifier: {@code opaque legacy_session_id<0..32>} (RFC 9846 §4.2.2).
 *
 * @param bytes 0 to {@value #MAX_LENGTH} bytes
 */
public record SessionId(Bytes bytes) {
  public static final int MAX_LENGTH = 32;

  public static final SessionId EMPTY = new SessionId(Bytes.empty());

  public boolean isEmpty() {
    return bytes.isEmpty();
  }

  @Override
  public String toString() {
    return bytes.isEmpty() ? "empty" : bytes.toString();
  }
}
