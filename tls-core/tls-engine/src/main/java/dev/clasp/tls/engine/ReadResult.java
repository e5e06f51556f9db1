package dev.clasp.tls.engine;

/** How a {@link TlsConnection#read} ended. */
public enum ReadResult {
  /** No whole record is there; nothing was consumed. */
  UNDERFLOW,
  /** The plaintext does not fit the caller's buffer; nothing was consumed. */
  OVERFLOW,
  /** One record was consumed; it brought application data or not. */
  OK,
  /** The handshake waits for work done elsewhere; nothing was consumed. */
  PENDING_WORK,
  /** The peer will send nothing more, or the connection failed; bytes that follow are ignored. */
  CLOSED
}
