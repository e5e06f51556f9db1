package dev.clasp.tls.bench.leak;

import dev.clasp.tls.bench.operation.Operation;
import java.util.Random;

/**
 * Something whose time must not tell two classes of secrets apart.
 *
 * @param name such as {@code x25519.agreement}
 * @param what what the classes are
 * @param inputs makes the operation on one secret
 */
public record LeakSubject(String name, String what, Inputs inputs) {
  /** Prepares an operation on one secret; preparing is not timed. */
  @FunctionalInterface
  public interface Inputs {
    /**
     * Must do the same work for both classes, so that caches are in the same state after it.
     *
     * @param group 0 or 1: the class of the secret
     * @param random for the secrets of the random class and for choosing
     */
    Operation prepare(int group, Random random) throws Exception;
  }
}
