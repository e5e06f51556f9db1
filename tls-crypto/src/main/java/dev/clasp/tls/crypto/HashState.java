package dev.clasp.tls.crypto;

/**
 * A hash computation under way, of whatever hash. Not thread-safe.
 *
 * <p>CT: may reveal lengths only.
 */
public interface HashState {
  void update(byte[] input, int offset, int length);

  /** An independent copy of the state so far. */
  HashState fork();

  /** The hash of everything so far; the computation is over. */
  Bytes finish();
}
