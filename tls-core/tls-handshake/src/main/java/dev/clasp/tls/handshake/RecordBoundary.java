package dev.clasp.tls.handshake;

/**
 * Proof that the message just received ended its record, so that the read keys may change.
 *
 * <p>Only {@link Incoming#requireRecordBoundary} makes one (RFC 9846 §5.1).
 */
public final class RecordBoundary {
  RecordBoundary() {}
}
