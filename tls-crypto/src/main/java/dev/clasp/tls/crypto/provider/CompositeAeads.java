package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Aeads;
import dev.clasp.tls.crypto.Secret;
import java.util.EnumSet;
import java.util.Set;

/** The AEADs of two makers, the first one asked first. */
record CompositeAeads(Aeads first, Aeads second) implements Aeads {
  @Override
  public Set<AeadAlgorithm> algorithms() {
    Set<AeadAlgorithm> all = EnumSet.copyOf(first.algorithms());
    all.addAll(second.algorithms());
    return all;
  }

  @Override
  public Aead keyed(AeadAlgorithm algorithm, Secret key) {
    Aeads maker = first.algorithms().contains(algorithm) ? first : second;
    return maker.keyed(algorithm, key);
  }
}
