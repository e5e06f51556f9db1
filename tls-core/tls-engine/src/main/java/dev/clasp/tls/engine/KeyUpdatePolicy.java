package dev.clasp.tls.engine;

import dev.clasp.tls.record.WriteHalf;

/**
 * When to change the write keys: "MUST either close the connection or do a key update [...] prior
 * to reaching these limits" (RFC 9846 §5.5).
 *
 * @param maxRecords sealed under one key before we update, even if the AEAD allows more
 */
public record KeyUpdatePolicy(long maxRecords) {
  /** Records left under the old keys when we update: room for all else that may be queued. */
  static final long RESERVE = 1024;

  public KeyUpdatePolicy {
    if (maxRecords < 1) {
      throw new IllegalArgumentException(
          "maxRecords: %d, expected 1 or more".formatted(maxRecords));
    }
  }

  /** As late as the AEAD allows: the default, as an update costs two derivations and a record. */
  public static KeyUpdatePolicy atAeadLimit() {
    return new KeyUpdatePolicy(Long.MAX_VALUE);
  }

  /** Also after this many records. */
  public static KeyUpdatePolicy afterRecords(long maxRecords) {
    return new KeyUpdatePolicy(maxRecords);
  }

  boolean isDue(WriteHalf half) {
    return half.recordsSealed() >= maxRecords || half.recordsLeft() <= RESERVE;
  }
}
