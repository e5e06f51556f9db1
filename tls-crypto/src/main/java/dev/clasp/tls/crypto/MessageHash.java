package dev.clasp.tls.crypto;

/** A hash computation under way. Not thread-safe. */
public interface MessageHash {
  HashAlgorithm algorithm();

  void update(byte[] input, int offset, int length);

  default void update(Bytes input) {
    input.updateTo(this);
  }

  /** An independent copy of the state so far. */
  MessageHash fork();

  /** The hash of everything so far; the computation can go on. */
  default Bytes current() {
    return fork().finish();
  }

  /** The hash of everything so far; the computation is over. */
  Bytes finish();
}
