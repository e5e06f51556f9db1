package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.Secret;

/**
 * The keys of one sender in TLS 1.2: its half of the key block (RFC 5246 §6.3).
 *
 * @param macKey {@code [sender]_write_MAC_key}; empty for an AEAD
 * @param encKey {@code [sender]_write_key}
 * @param fixedIv {@code [sender]_write_IV}; empty for CBC
 * @param encryptThenMac whether CBC records have their MAC outside (RFC 7366); means nothing to an
 *     AEAD
 */
public record Epoch12(
    Suite12 suite, Secret macKey, Secret encKey, Secret fixedIv, boolean encryptThenMac)
    implements Epoch {
  public Epoch12 {
    Protection12 protection = suite.protection();
    requireLength("macKey", macKey, protection.macKeyLength());
    requireLength("encKey", encKey, protection.encKeyLength());
    requireLength("fixedIv", fixedIv, protection.fixedIvLength());
  }

  private static void requireLength(String what, Secret secret, int expected) {
    if (secret.size() != expected) {
      throw new IllegalArgumentException(
          "%s: %d bytes, expected %d".formatted(what, secret.size(), expected));
    }
  }
}
