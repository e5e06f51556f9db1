package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.x509.path.PathValidated;

/**
 * Proof that the peer has the private key of a certificate we believe.
 *
 * <p>Only {@link PeerSignature#verify} makes one, and it needs the proof that the path was
 * validated.
 */
public final class PeerAuthenticated {
  private final PathValidated path;

  PeerAuthenticated(PathValidated path) {
    this.path = path;
  }

  public PathValidated path() {
    return path;
  }
}
