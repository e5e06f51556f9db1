package dev.clasp.tls.engine;

import dev.clasp.tls.record.WriteHalf;

/**
 * When to change the write keys: "MUST either close the connection or do a key update [...] prior
 * to reaching these limits" (RFC 9846 §5.5).
 *
 * @param maxRecords sealed under one key before we update, even if the AEAD allows more
 * @param reserve of records that the AEAD still allows when we update, at least {@link #RESERVE}
 */
public record KeyUpdatePolicy(long maxRecords, long reserve) {
  /** Records left under the old keys when we update: room for all else that may be queued. */
  public static final long RESERVE = 1024;

  public KeyUpdatePolicy {
    if (maxRecords < 1) {
      throw new IllegalArgumentException(
          "maxRecords: %d, expected 1 or more".formatted(maxRecords));
    }
    if (reserve < RESERVE) {
      throw new IllegalArgumentException(
          "reserve: %d, expected %d or more".formatted(reserve, RESERVE));
    }
  }

  /** As late as the AEAD allows: the default, as an update costs two derivations and a record. */
  public static KeyUpdatePolicy atAeadLimit() {
    return new KeyUpdatePolicy(Long.MAX_VALUE, RESERVE);
  }

  /** Also after this many records. */
  public static KeyUpdatePolicy afterRecords(long maxRecords) {
    return new KeyUpdatePolicy(maxRecords, RESERVE);
  }

  /** So many records before the limit of the AEAD. */
  public static KeyUpdatePolicy withReserve(long records) {
    return new KeyUpdatePolicy(Long.MAX_VALUE, records);
  }

  boolean isDue(WriteHalf half) {
    return half.recordsSealed() >= maxRecords || half.recordsLeft() <= reserve;
  }
}
