package dev.clasp.tls.crypto;

/**
 * Where random bytes come from; part of the configuration, never global.
 *
 * <p>Production uses the shipped providers' secure source; tests inject a seeded one.
 *
 * <p>CT: reveals the length.
 */
@FunctionalInterface
public interface RandomSource {
  /** Fills the whole array. */
  void fill(byte[] target);

  /** {@code length} public random bytes. */
  default Bytes bytes(int length) {
    byte[] content = new byte[length];
    fill(content);
    return Bytes.copyOf(content);
  }

  /** {@code length} secret random bytes. */
  default Secret secret(int length) {
    byte[] content = new byte[length];
    fill(content);
    return Secret.takeFrom(content);
  }
}
