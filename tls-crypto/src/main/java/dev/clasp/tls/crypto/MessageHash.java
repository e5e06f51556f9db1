package dev.clasp.tls.crypto;

/** A hash computation under way. Not thread-safe. */
public interface MessageHash {
  HashAlgorithm algorithm();

  void update(byte[] input, int offset, int length);

  default void update(Bytes input) {
    update(input.toArray(), 0, input.size());
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
