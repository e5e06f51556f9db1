package dev.clasp.tls.handshake.config;

/** Whether a server asks clients for certificates (RFC 9846 §4.4.2, §4.5.1.3, §4.7.2). */
public enum ClientAuthentication {
  /** Does not ask. */
  NONE,
  /**
   * Does not ask in the handshake. The application may ask later, of TLS 1.3 clients that offer
   * post_handshake_auth; to be declined is no error.
   */
  ON_DEMAND,
  /** Asks, and takes an anonymous client too; a certificate that is sent must be valid. */
  WANTED,
  /**
   * Asks, and ends the handshake with {@code certificate_required} without one; and so the
   * connection, if it is asked again later.
   */
  NEEDED;

  /** Whether a CertificateRequest is part of the handshake. */
  public boolean asksInHandshake() {
    return this == WANTED || this == NEEDED;
  }
}
