package dev.clasp.tls.x509.path;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When one validation must be done, by a clock that runs: the time of validation may be any other.
 *
 * @param clock tells the time that passes
 * @param end is too late
 */
record Deadline(InstantSource clock, Instant end) {
  static Deadline in(Duration time, InstantSource clock) {
    return new Deadline(clock, clock.instant().plus(time));
  }

  boolean isOver() {
    return !clock.instant().isBefore(end);
  }
}
