package dev.clasp.tls.crypto;

import java.util.Arrays;

/**
 * HKDF (RFC 5869) with one hash. Thread-safe.
 *
 * <p>CT: reveals lengths only, as far as the HMAC does not reveal more.
 */
public final class Hkdf {
  private final Hashes hashes;
  private final HashAlgorithm algorithm;

  public Hkdf(Hashes hashes, HashAlgorithm algorithm) {
    this.hashes = hashes;
    this.algorithm = algorithm;
  }

  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /** HKDF-Extract (RFC 5869 §2.2): {@code Hash.length} bytes. */
  public Secret extract(Secret salt, Secret inputKeyingMaterial) {
    Hmac hmac = hashes.hmac(algorithm, salt);
    inputKeyingMaterial.useIn(ikm -> hmac.update(ikm, 0, ikm.length));
    byte[] pseudorandomKey = new byte[hmac.length()];
    hmac.finish(pseudorandomKey, 0);
    return Secret.takeFrom(pseudorandomKey);
  }

  /**
   * HKDF-Expand (RFC 5869 §2.3).
   *
   * @param length bytes of output, at most 255 × {@code Hash.length}
   */
  public Secret expand(Secret pseudorandomKey, Bytes info, int length) {
    int hashLength = algorithm.length();
    if (length < 0 || length > 255 * hashLength) {
      throw new IllegalArgumentException(
          "length: %d, expected 0..%d (RFC 5869 §2.3)".formatted(length, 255 * hashLength));
    }
    Hmac hmac = hashes.hmac(algorithm, pseudorandomKey);
    int blocks = (length + hashLength - 1) / hashLength;
    byte[] output = new byte[blocks * hashLength];
    byte[] counter = new byte[1];
    for (int block = 0; block < blocks; block++) {
      if (block > 0) {
        hmac.update(output, (block - 1) * hashLength, hashLength);
      }
      hmac.update(info);
      counter[0] = (byte) (block + 1);
      hmac.update(counter, 0, 1);
      hmac.finish(output, block * hashLength);
    }
    byte[] result = Arrays.copyOf(output, length);
    Arrays.fill(output, (byte) 0);
    return Secret.takeFrom(result);
  }
}
