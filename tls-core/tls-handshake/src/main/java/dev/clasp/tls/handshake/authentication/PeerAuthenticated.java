package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Objects;
import java.util.Optional;

/**
 * Proof that the peer is who it should be: it has the private key of a certificate we believe, or a
 * key that we share with it.
 *
 * <p>Only {@link PeerSignature#verify} and {@link PeerSignature12#verify} make the former, and they
 * need the proof that the path was validated; the others need the proof that the peer's Finished
 * was made with the key.
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

  /**
   * By what a server of TLS 1.2 decrypted: it could make its Finished only with the premaster
   * secret that was encrypted to its certificate (RFC 5246 §F.1.1.2).
   *
   * @param verified in a handshake with RSA key exchange
   */
  public static PeerAuthenticated byDecryption(FinishedVerified verified, PathValidated path) {
    Objects.requireNonNull(verified);
    return new PeerAuthenticated(path);
  }

  /** Empty for a peer that only has a key from outside, or was anonymous when the session began. */
  public Optional<PathValidated> path() {
    return path;
  }
}
