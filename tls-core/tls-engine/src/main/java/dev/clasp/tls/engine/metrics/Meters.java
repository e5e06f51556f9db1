package dev.clasp.tls.engine.metrics;

import java.time.Duration;

/**
 * What {@link ConnectionMetrics} needs of a registry. The same name and tags give the same meter.
 * Thread-safe.
 */
public interface Meters {
  /**
   * @param tags keys and values by turns
   */
  Counter counter(String name, String... tags);

  /**
   * @param tags keys and values by turns
   */
  Timer timer(String name, String... tags);

  /** A sum. Thread-safe. */
  @FunctionalInterface
  interface Counter {
    /**
     * @param amount 0 or more
     */
    void add(long amount);
  }

  /** A distribution of durations. Thread-safe. */
  @FunctionalInterface
  interface Timer {
    void record(Duration duration);
  }
}
