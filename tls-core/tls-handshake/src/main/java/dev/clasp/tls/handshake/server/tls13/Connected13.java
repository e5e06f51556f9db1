package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.posthandshake.KeyUpdates;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.Optional;
import java.util.Set;

/**
 * CONNECTED of the TLS 1.3 server (RFC 9846 appendix A.2, §4.7).
 *
 * <p>Receives and sends KeyUpdate.
 *
 * @param peer who the client is; empty for an anonymous one
 * @param verified the client saw the same handshake
 * @param sessions to forget if this connection fails
 */
record Connected13(
    ApplicationKeys keys,
    Optional<PeerAuthenticated> peer,
    FinishedVerified verified,
    ConnectionSessions sessions)
    implements Server13State, HandshakeState.Connected {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.KEY_UPDATE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof KeyUpdate update)) {
      throw refusal(incoming.message().type());
    }
    return KeyUpdates.received(keys, update, incoming, this::with);
  }

  @Override
  public Step updateKeys(boolean requestPeer) throws TlsException {
    return KeyUpdates.initiate(keys, requestPeer, this::with);
  }

  /** "after the peer's Finished message, it MUST be treated as an unexpected record type" (§5). */
  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc9846("5", 3));
  }

  @Override
  public void onFatalAlert() {
    sessions.forget();
  }

  private Connected13 with(ApplicationKeys other) {
    return new Connected13(other, peer, verified, sessions);
  }
}
