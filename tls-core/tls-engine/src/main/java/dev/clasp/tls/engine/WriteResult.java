package dev.clasp.tls.engine;

/** How a {@link TlsConnection#write} ended. */
public enum WriteResult {
  /** The record does not fit the caller's buffer; nothing was consumed or written. */
  OVERFLOW,
  /** One record was written, or there was nothing to write. */
  OK,
  /**
   * Application data has to wait until the handshake is complete, or until the pending work of a
   * post-handshake message is done if the keys have to be updated first; nothing was consumed.
   */
  NOT_READY,
  /** All is said: close_notify or a fatal alert is written; nothing was consumed. */
  CLOSED
}
