package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.posthandshake.KeyUpdates;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.Optional;
import java.util.Set;

/**
 * CONNECTED of the TLS 1.3 client (RFC 9846 appendix A.1, §4.7).
 *
 * <p>Receives NewSessionTicket and KeyUpdate, and CertificateRequest if it offered
 * post_handshake_auth. Sends KeyUpdate, and Certificate, CertificateVerify and Finished if asked.
 *
 * @param tickets what becomes of them
 * @param peer the server is whom we wanted to talk to
 * @param verified the server saw the same handshake
 * @param later to answer requests for our certificate; empty when we did not offer to
 */
record Connected13(
    ApplicationKeys keys,
    ClientTickets tickets,
    PeerAuthenticated peer,
    FinishedVerified verified,
    Optional<LaterAuthentication> later)
    implements Client13State, HandshakeState.Connected {

  @Override
  public Set<HandshakeType> expects() {
    return later.isEmpty()
        ? Set.of(HandshakeType.NEW_SESSION_TICKET, HandshakeType.KEY_UPDATE)
        : Set.of(
            HandshakeType.NEW_SESSION_TICKET,
            HandshakeType.KEY_UPDATE,
            HandshakeType.CERTIFICATE_REQUEST);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (incoming.message() instanceof NewSessionTicket13 ticket) {
      return tickets.received(ticket, Step.to(this));
    }
    if (incoming.message() instanceof KeyUpdate update) {
      return KeyUpdates.received(keys, update, incoming, this::with);
    }
    if (incoming.message() instanceof CertificateRequest13 request && later.isPresent()) {
      Step asked = Step.to(this).report(new HandshakeEvent.CertificateRequested());
      return asked.followedBy(later.get().answer(request, incoming, keys, this::with));
    }
    throw refusal(incoming.message().type());
  }

  @Override
  public UnexpectedMessage refusal(HandshakeType found) {
    // "A client that receives a post-handshake CertificateRequest message without having sent the
    // post_handshake_auth extension MUST send an unexpected_message fatal alert."
    return found == HandshakeType.CERTIFICATE_REQUEST
        ? UnexpectedMessage.of(found, expects(), Rfc.rfc9846("4.7.2", 6))
        : Client13State.super.refusal(found);
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
    tickets.sessions().forget();
  }

  private Connected13 with(ApplicationKeys other) {
    return new Connected13(other, tickets, peer, verified, later);
  }

  private Connected13 with(LaterAuthentication other) {
    return new Connected13(keys, tickets, peer, verified, Optional.of(other));
  }
}
