package dev.clasp.tls.record;

/**
 * What became of an attempt to read one record: a {@link Fragment}, or one of {@link Plain}.
 *
 * <p>Application data has no object of its own: it is in the caller's buffer already.
 */
public sealed interface ReadOutcome permits Fragment, ReadOutcome.Plain {
  /** Outcomes without content. */
  enum Plain implements ReadOutcome {
    /** Not a whole record yet; nothing was consumed. */
    UNDERFLOW,
    /** The plaintext does not fit the caller's buffer; nothing was consumed. */
    OVERFLOW,
    /** The record held application data, possibly none; it is in the caller's buffer. */
    APPLICATION_DATA,
    /** The record was rejected early data and is dropped (RFC 9846 §4.3.10). */
    SKIPPED
  }
}
