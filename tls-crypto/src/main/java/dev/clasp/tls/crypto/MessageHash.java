package dev.clasp.tls.crypto;

/**
 * A hash computation under way. Not thread-safe.
 *
 * <p>CT: may reveal lengths only.
 */
public interface MessageHash extends HashState {
  HashAlgorithm algorithm();

  default void update(Bytes input) {
    input.updateTo(this);
  }

  @Override
  MessageHash fork();

  /** The hash of everything so far; the computation can go on. */
  default Bytes current() {
    return fork().finish();
  }
}
