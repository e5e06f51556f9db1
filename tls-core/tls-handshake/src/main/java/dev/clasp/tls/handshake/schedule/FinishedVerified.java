package dev.clasp.tls.handshake.schedule;

/**
 * Proof that the peer's Finished was checked against the transcript (RFC 9846 §4.5.3, RFC 5246
 * §7.4.9).
 *
 * <p>Only {@link HandshakeTrafficSecret#verify} and the two checks of {@link MainSecret12} make
 * one.
 */
public final class FinishedVerified {
  FinishedVerified() {}
}
