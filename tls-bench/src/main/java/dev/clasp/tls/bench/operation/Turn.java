package dev.clasp.tls.bench.operation;

/** Counts round and round, so that no cache of the last few inputs helps. One thread. */
final class Turn {
  private final int length;
  private int next;

  Turn(int length) {
    this.length = length;
  }

  /** 0 to {@code length - 1}, each in turn. */
  int next() {
    int now = next;
    next = now + 1 == length ? 0 : now + 1;
    return now;
  }
}
