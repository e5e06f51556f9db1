package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;

/** The peer's path in a session that is resumed: validated in the full handshake it comes from. */
public final class InheritedPath {
  private InheritedPath() {}

  /**
   * Empty when the peer showed no certificate.
   *
   * @throws LocalFault {@code internal_error} when the chain is none that a verifier can have
   *     believed; whoever selects a session leaves such out
   */
  public static Optional<PathValidated> of(SessionOrigin origin) throws LocalFault {
    if (origin.peerChain().isEmpty()) {
      return Optional.empty();
    }
    try {
      // The store or the sealed ticket vouches for what the verifier said then.
      return Optional.of(PathValidated.asserted(origin.peerChain()));
    } catch (InvalidKey e) {
      throw new LocalFault("session: its peer's key is of no known kind", e);
    }
  }
}
