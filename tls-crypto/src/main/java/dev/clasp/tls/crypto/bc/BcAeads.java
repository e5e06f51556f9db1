package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.Secret;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * All AEADs of TLS by Bouncy Castle.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcAeads implements Aeads {
  @Override
  public Set<AeadAlgorithm> algorithms() {
    return Collections.unmodifiableSet(EnumSet.allOf(AeadAlgorithm.class));
  }

  @Override
  public Aead keyed(AeadAlgorithm algorithm, Secret key) {
    if (key.size() != algorithm.keyLength()) {
      throw new IllegalArgumentException(
          "%s key: %d bytes, expected %d".formatted(algorithm, key.size(), algorithm.keyLength()));
    }
    return new BcAead(algorithm, key);
  }
}
