package dev.clasp.tls.engine;

import dev.clasp.tls.protocol.HandshakeTimeout;
import java.time.Duration;
import java.util.Optional;

/** Runs from the start of a connection until its handshake is complete. */
final class DeadlineTimer {
  private final Optional<HandshakeDeadline> deadline;
  private final long started; // nanoseconds

  DeadlineTimer(Optional<HandshakeDeadline> deadline) {
    this.deadline = deadline;
    this.started = deadline.map(HandshakeDeadline::time).map(TimeSource::nanoTime).orElse(0L);
  }

  /** Empty without a deadline; negative past it. */
  Optional<Duration> left() {
    return deadline.map(
        set -> set.limit().minus(Duration.ofNanos(set.time().nanoTime() - started)));
  }

  /**
   * @throws HandshakeTimeout {@code user_canceled} past the deadline
   */
  void check() throws HandshakeTimeout {
    if (deadline.isPresent() && left().orElseThrow().isNegative()) {
      throw new HandshakeTimeout(deadline.get().limit());
    }
  }
}
