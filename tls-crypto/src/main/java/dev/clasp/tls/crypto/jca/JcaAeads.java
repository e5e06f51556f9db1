package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.Secret;
import java.security.Provider;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;

/**
 * AES-GCM and ChaCha20-Poly1305 of the platform.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class JcaAeads implements Aeads {
  private static final Set<AeadAlgorithm> ALGORITHMS =
      Collections.unmodifiableSet(
          EnumSet.of(
              AeadAlgorithm.AES_128_GCM,
              AeadAlgorithm.AES_256_GCM,
              AeadAlgorithm.CHACHA20_POLY1305));

  /** Who has it on this platform, found once: to search costs more than to seal a short record. */
  private final Map<AeadAlgorithm, Provider> providers = new EnumMap<>(AeadAlgorithm.class);

  public JcaAeads() {
    for (AeadAlgorithm algorithm : ALGORITHMS) {
      String transformation = JcaAead.transformation(algorithm);
      providers.put(algorithm, Jca.require(() -> Cipher.getInstance(transformation).getProvider()));
    }
  }

  @Override
  public Set<AeadAlgorithm> algorithms() {
    return ALGORITHMS;
  }

  @Override
  public Aead keyed(AeadAlgorithm algorithm, Secret key) {
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException(algorithm + " is not implemented");
    }
    if (key.size() != algorithm.keyLength()) {
      throw new IllegalArgumentException(
          "%s key: %d bytes, expected %d".formatted(algorithm, key.size(), algorithm.keyLength()));
    }
    return new JcaAead(algorithm, key, Objects.requireNonNull(providers.get(algorithm)));
  }
}
