package dev.clasp.tls.engine;

/**
 * A clock for how long things take, such as {@code System::nanoTime}. Not the time of day: that
 * jumps when somebody sets it.
 */
@FunctionalInterface
public interface TimeSource {
  /** Nanoseconds since some moment, the same for all calls; never goes back, may overflow. */
  long nanoTime();
}
