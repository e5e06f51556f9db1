package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Objects;
import java.util.Optional;

/**
 * Proof that the peer is who it should be: it has the private key of a certificate we believe, or a
 * key that we share with it.
 *
 * <p>Only {@link PeerSignature#verify} makes the former, and it needs the proof that the path was
 * validated; the latter needs the proof that the peer's Finished was made with the key.
 */
public final class PeerAuthenticated {
  private final Optional<PathValidated> path;

  PeerAuthenticated(PathValidated path) {
    this.path = Optional.of(path);
  }

  private PeerAuthenticated(Optional<PathValidated> path) {
    this.path = path;
  }

  /**
   * By a pre-shared key: "the peer's Finished" is made with keys that need it (RFC 9846 §4.5.3,
   * §2).
   *
   * @param verified in a handshake whose key schedule began with the PSK
   * @param path that the session inherits from the full handshake; empty for a key from outside
   */
  public static PeerAuthenticated byPreSharedKey(
      FinishedVerified verified, Optional<PathValidated> path) {
    Objects.requireNonNull(verified);
    return new PeerAuthenticated(path);
  }

  /** Empty for a peer that only has a key from outside, or was anonymous when the session began. */
  public Optional<PathValidated> path() {
    return path;
  }
}
