package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A key both sides were given beforehand, for the PSK suites of TLS 1.2 (RFC 4279, RFC 5489) and as
 * an external pre-shared key of TLS 1.3 (RFC 9846 §4.3.11).
 *
 * @param identity names the key; travels unprotected. 1 to 2^16-1 bytes
 * @param key 1 to 2^16-1 bytes. It has to come from a random generator: whoever watches or plays
 *     the server can try guesses at home, so that a password will not do (RFC 4279 §7.2)
 * @param hash of the suites TLS 1.3 may use the key with; TLS 1.2 ties a key to none
 */
public record ExternalPsk(Bytes identity, Secret key, HashAlgorithm hash) {
  private static final int MAX_LENGTH = 0xFFFF;

  public ExternalPsk {
    requireLength("identity", identity.size());
    requireLength("key", key.size());
  }

  /** With SHA-256: "If no hash is defined, the default Hash algorithm" (RFC 9846 §4.3.11). */
  public static ExternalPsk of(Bytes identity, Secret key) {
    return new ExternalPsk(identity, key, HashAlgorithm.SHA256);
  }

  /** The one with this identity. */
  public static Optional<ExternalPsk> find(List<ExternalPsk> psks, Bytes identity) {
    return psks.stream().filter(psk -> psk.identity().equals(identity)).findFirst();
  }

  private static void requireLength(String field, int length) {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "psk.%s: %d bytes, expected 1 to %d".formatted(field, length, MAX_LENGTH));
    }
  }
}
