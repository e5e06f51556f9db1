package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.InheritedPath;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.LocalFault;
import java.util.Optional;

/**
 * Who the client says it is; its Finished proves that it is one and the same all along.
 *
 * @param certificate that it proved to own
 * @param pskIdentity of the key whose possession its Finished will show
 * @param resumed the session whose main secret its Finished will show
 */
record ClientClaim12(
    Optional<PeerAuthenticated> certificate,
    Optional<Bytes> pskIdentity,
    Optional<SessionOrigin> resumed) {

  /** Of a full handshake. */
  static ClientClaim12 of(Optional<PeerAuthenticated> certificate, Optional<Bytes> pskIdentity) {
    return new ClientClaim12(certificate, pskIdentity, Optional.empty());
  }

  /** Of an abbreviated handshake. */
  static ClientClaim12 ofSession(SessionOrigin origin) {
    return new ClientClaim12(Optional.empty(), Optional.empty(), Optional.of(origin));
  }

  /** Who the client is, now that its Finished was right; empty for an anonymous one. */
  Optional<PeerAuthenticated> proved(FinishedVerified verified) throws LocalFault {
    if (resumed.isPresent()) {
      return Optional.of(
          PeerAuthenticated.byPreSharedKey(verified, InheritedPath.of(resumed.get())));
    }
    return pskIdentity.isPresent()
        ? Optional.of(PeerAuthenticated.byPreSharedKey(verified, Optional.empty()))
        : certificate;
  }

  Step report(Step step, Optional<PeerAuthenticated> proved) {
    if (resumed.isPresent()) {
      return step.report(
          new HandshakeEvent.SessionResumed(
              resumed.get(), proved.flatMap(PeerAuthenticated::path)));
    }
    return pskIdentity.isPresent()
        ? step.report(new HandshakeEvent.ExternalPskSelected(pskIdentity.get()))
        : step;
  }
}
