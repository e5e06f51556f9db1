package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;

/**
 * A key that protects tickets.
 *
 * @param name public, in front of every ticket: {@link #NAME_LENGTH} bytes
 * @param key secret: {@link #KEY_LENGTH} bytes
 */
public record TicketKey(Bytes name, Secret key) {
  public static final int NAME_LENGTH = 16;
  public static final int KEY_LENGTH = 32;

  public TicketKey {
    if (name.size() != NAME_LENGTH || key.size() != KEY_LENGTH) {
      throw new IllegalArgumentException(
          "ticket key: name of %d and key of %d bytes, expected %d and %d"
              .formatted(name.size(), key.size(), NAME_LENGTH, KEY_LENGTH));
    }
  }
}
