package dev.clasp.tls.handshake.config;

/** Whether a server asks clients for certificates (RFC 9846 §4.4.2, §4.5.1.3). */
public enum ClientAuthentication {
  /** Does not ask. */
  NONE,
  /** Asks, and takes an anonymous client too; a certificate that is sent must be valid. */
  WANTED,
  /** Asks, and ends the handshake with {@code certificate_required} without one. */
  NEEDED
}
