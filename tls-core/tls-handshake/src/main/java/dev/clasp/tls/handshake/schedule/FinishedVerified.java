package dev.clasp.tls.handshake.schedule;

/**
 * Proof that the peer's Finished was checked against the transcript (RFC 9846 §4.5.3).
 *
 * <p>Only {@link HandshakeTrafficSecret#verify} makes one.
 */
public final class FinishedVerified {
  FinishedVerified() {}
}
