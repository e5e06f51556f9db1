package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.Set;

/**
 * The handshake of the TLS 1.2 client is complete (RFC 5246 §7.3).
 *
 * <p>Receives HelloRequest. Answers it with a warning, since we never negotiate anew: "the client
 * may choose to [...] respond with a no_renegotiation alert" (RFC 5246 §7.4.1.1).
 *
 * @param peer the server is whom we wanted to talk to
 * @param verified the server saw the same handshake
 * @param sessions to forget if this connection fails
 */
record Connected12(PeerAuthenticated peer, FinishedVerified verified, ConnectionSessions sessions)
    implements Client12State, HandshakeState.Connected {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.HELLO_REQUEST);
  }

  @Override
  public Step on(Incoming incoming) {
    return Step.to(this).sendWarning(AlertDescription.NO_RENEGOTIATION);
  }

  @Override
  public Step updateKeys(boolean requestPeer) throws TlsException {
    throw new LocalFault(
        AlertDescription.INTERNAL_ERROR, "keys: TLS 1.2 has no way to update them");
  }

  @Override
  public boolean canUpdateKeys() {
    return false;
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
