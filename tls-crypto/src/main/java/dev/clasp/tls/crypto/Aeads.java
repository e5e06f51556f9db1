package dev.clasp.tls.crypto;

import java.util.Set;

/**
 * Makes AEADs. Thread-safe.
 *
 * <p>CT: reveals the key's size.
 */
public interface Aeads {
  /** What {@link #keyed} accepts. */
  Set<AeadAlgorithm> algorithms();

  /**
   * The algorithm under a key of exactly {@link AeadAlgorithm#keyLength} bytes, which is copied.
   *
   * @throws IllegalArgumentException on another key size or an algorithm not implemented
   */
  Aead keyed(AeadAlgorithm algorithm, Secret key);
}
