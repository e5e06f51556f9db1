package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS 1.2 handshake is complete (RFC 5246 §7.3).
 *
 * <p>Receives a ClientHello that wants another handshake, and refuses it with a no_renegotiation
 * warning: "This message is always a warning" (§7.2.2), and the client decides whether it can live
 * with that. The driver bounds how often it may ask.
 *
 * @param peer who the client is; empty for an anonymous one
 * @param verified the client saw the same handshake
 * @param sessions to forget if this connection fails
 */
record Connected12(
    Optional<PeerAuthenticated> peer, FinishedVerified verified, ConnectionSessions sessions)
    implements Server12State, HandshakeState.Connected {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CLIENT_HELLO);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ClientHello)) {
      throw refusal(incoming.message().type());
    }
    return Step.to(this).sendWarning(AlertDescription.NO_RENEGOTIATION);
  }

  @Override
  public boolean canUpdateKeys() {
    return false;
  }

  @Override
  public Step updateKeys(boolean requestPeer) throws LocalFault {
    throw new LocalFault(
        AlertDescription.INTERNAL_ERROR,
        "write keys: TLS 1.2 changes none without a renegotiation");
  }

  @Override
  public void onFatalAlert() {
    sessions.forget();
  }

  @Override
  public boolean closesBothDirections() {
    return true;
  }
}
