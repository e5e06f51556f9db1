package dev.clasp.tls.crypto;

import java.nio.charset.StandardCharsets;

/**
 * HKDF-Expand-Label and Derive-Secret (RFC 9846 §7.1) with one hash. Thread-safe.
 *
 * <p>CT: reveals labels and lengths only, as far as the HMAC does not reveal more.
 */
public final class Tls13Kdf {
  private static final Bytes PREFIX = ascii("tls13 ");

  private final Hashes hashes;
  private final Hkdf hkdf;

  public Tls13Kdf(Hashes hashes, HashAlgorithm algorithm) {
    this.hashes = hashes;
    this.hkdf = new Hkdf(hashes, algorithm);
  }

  public HashAlgorithm algorithm() {
    return hkdf.algorithm();
  }

  /** HKDF-Extract, {@code Hash.length} bytes. */
  public Secret extract(Secret salt, Secret inputKeyingMaterial) {
    return hkdf.extract(salt, inputKeyingMaterial);
  }

  /**
   * HKDF-Expand-Label.
   *
   * <pre>{@code
   * struct {
   *     uint16 length = Length;
   *     opaque label<7..255> = "tls13 " + Label;
   *     opaque context<0..255> = Context;
   * } HkdfLabel;
   * }</pre>
   *
   * @param label ASCII, without the prefix, 1 to 249 characters
   * @param context at most 255 bytes
   * @param length bytes of output
   */
  public Secret expandLabel(Secret secret, String label, Bytes context, int length) {
    Bytes fullLabel = PREFIX.plus(ascii(label));
    if (label.isEmpty() || fullLabel.size() > 255) {
      throw new IllegalArgumentException(
          "label: %d characters, expected 1..249 (RFC 9846 §7.1)".formatted(label.length()));
    }
    if (context.size() > 255) {
      throw new IllegalArgumentException(
          "context: %d bytes, expected 0..255 (RFC 9846 §7.1)".formatted(context.size()));
    }
    Bytes hkdfLabel =
        Bytes.concat(
            Bytes.of(length >> 8, length, fullLabel.size()),
            fullLabel,
            Bytes.of(context.size()),
            context);
    return hkdf.expand(secret, hkdfLabel, length);
  }

  /**
   * Derive-Secret.
   *
   * @param transcriptHash {@code Transcript-Hash(Messages)}, {@code Hash.length} bytes
   */
  public Secret deriveSecret(Secret secret, String label, Bytes transcriptHash) {
    return expandLabel(secret, label, transcriptHash, algorithm().length());
  }

  /** {@code Transcript-Hash("")}, the context of the "derived" label. */
  public Bytes emptyHash() {
    return hashes.digest(algorithm(), Bytes.empty());
  }

  /** HMAC, as Finished needs it (RFC 9846 §4.5.3): {@code Hash.length} bytes. */
  public Secret hmac(Secret key, Bytes message) {
    Hmac hmac = hashes.hmac(algorithm(), key);
    hmac.update(message);
    byte[] tag = new byte[hmac.length()];
    hmac.finish(tag, 0);
    return Secret.takeFrom(tag);
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }
}
