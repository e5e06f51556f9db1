package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;

/**
 * The premaster secret of each key exchange of TLS 1.2 (RFC 5246 §8.1, RFC 8422 §5.10, RFC 4279,
 * RFC 5489).
 *
 * <p>That of RSA is the 48 bytes the client has encrypted, as they are. Everything handed in is
 * erased, but for the pre-shared keys.
 */
public final class Premaster {
  private Premaster() {}

  /**
   * Finite field Diffie-Hellman: "Leading bytes of Z that contain all zero bits are stripped before
   * it is used as the pre_master_secret" (RFC 5246 §8.1.2).
   *
   * <p>CT: reveals how many those are. Whoever measures that learns something of Z (the Raccoon
   * attack), so a share must be used in one connection only.
   *
   * @param sharedSecret Z, as long as the prime
   */
  public static Secret dhe(Secret sharedSecret) {
    Secret stripped = sharedSecret.withoutLeadingZeros();
    sharedSecret.destroy();
    return stripped;
  }

  /** Elliptic curve Diffie-Hellman: the x-coordinate, with its leading zeros (RFC 8422 §5.10). */
  public static Secret ecdhe(Secret sharedSecret) {
    return sharedSecret;
  }

  /** PSK: {@code other_secret} is as many zeros as the PSK has bytes (RFC 4279 §2). */
  public static Secret psk(Secret psk) {
    return withPsk(Secret.zeros(psk.size()), psk);
  }

  /** DHE_PSK: {@code other_secret} is Z, stripped as without PSK (RFC 4279 §3). */
  public static Secret dhePsk(Secret sharedSecret, Secret psk) {
    return withPsk(dhe(sharedSecret), psk);
  }

  /** ECDHE_PSK: {@code other_secret} is the x-coordinate (RFC 5489 §2). */
  public static Secret ecdhePsk(Secret sharedSecret, Secret psk) {
    return withPsk(ecdhe(sharedSecret), psk);
  }

  /**
   * RSA_PSK: {@code other_secret} is what the client has encrypted (RFC 4279 §4).
   *
   * @param encrypted 48 bytes: the client's version and 46 random ones
   */
  public static Secret rsaPsk(Secret encrypted, Secret psk) {
    return withPsk(encrypted, psk);
  }

  /**
   * The shape of them all.
   *
   * <pre>{@code
   * struct {
   *     opaque other_secret<0..2^16-1>;
   *     opaque psk<0..2^16-1>;
   * };
   * }</pre>
   */
  private static Secret withPsk(Secret otherSecret, Secret psk) {
    Secret premaster = vector("other_secret", otherSecret).plus(vector("psk", psk));
    otherSecret.destroy();
    return premaster;
  }

  private static Secret vector(String field, Secret content) {
    int length = content.size();
    if (length > 0xFFFF) {
      throw new IllegalArgumentException(
          "%s: %d bytes, expected 0..65535 (RFC 4279 §2)".formatted(field, length));
    }
    return Secret.copyOf(Bytes.of(length >> 8, length)).plus(content);
  }
}
