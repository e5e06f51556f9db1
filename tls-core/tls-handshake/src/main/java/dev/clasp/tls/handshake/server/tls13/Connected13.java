package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.authentication.PeerChain;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.posthandshake.KeyUpdates;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;
import java.util.Set;

/**
 * CONNECTED of the TLS 1.3 server (RFC 9846 appendix A.2, §4.7).
 *
 * <p>Receives KeyUpdate, and Certificate if it asked for one. Sends KeyUpdate, CertificateRequest
 * and NewSessionTicket.
 *
 * @param peer who the client is; empty for an anonymous one
 * @param verified the client saw the same handshake
 * @param requests for the client's certificate; empty when there can be none
 * @param tickets what further ones are made of; empty when there can be none
 */
record Connected13(
    ApplicationKeys keys,
    Optional<PeerAuthenticated> peer,
    FinishedVerified verified,
    Optional<CertificateRequests> requests,
    Optional<TicketSource> tickets)
    implements Server13State, HandshakeState.Connected {
  private static final Set<HandshakeType> ALONE = Set.of(HandshakeType.KEY_UPDATE);
  private static final Set<HandshakeType> WITH_ANSWER =
      Set.of(HandshakeType.KEY_UPDATE, HandshakeType.CERTIFICATE);
  private static final Set<HandshakeType> WITH_COMPRESSED_ANSWER =
      Set.of(
          HandshakeType.KEY_UPDATE,
          HandshakeType.CERTIFICATE,
          HandshakeType.COMPRESSED_CERTIFICATE);

  @Override
  public Set<HandshakeType> expects() {
    if (requests.filter(CertificateRequests::isWaiting).isEmpty()) {
      return ALONE;
    }
    return requests.get().config().certificateCompressions().isEmpty()
        ? WITH_ANSWER
        : WITH_COMPRESSED_ANSWER;
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (incoming.message() instanceof KeyUpdate update) {
      return KeyUpdates.received(keys, update, incoming, this::with);
    }
    if (!expects().contains(incoming.message().type())) {
      throw refusal(incoming.message().type());
    }
    CertificateRequests open = requests.orElseThrow();
    Optional<Certificate13> received =
        CertificateCompressions.certificate(
            incoming.message(), open.config().certificateCompressions());
    return onCertificate(
        received.orElseThrow(() -> refusal(incoming.message().type())), incoming, open);
  }

  private Step onCertificate(Certificate13 certificate, Incoming incoming, CertificateRequests open)
      throws TlsException {
    CertificateRequests.Outstanding answered = open.answeredBy(certificate);
    Connected13 next = withRequests(open.without(answered));
    Transcript throughCertificate = answered.transcript().plus(incoming);
    Optional<PeerCertificates> client = ClientCertificate.received(certificate, open.config());
    if (client.isEmpty()) {
      return Step.to(new WaitPostHandshakeFinished(next, throughCertificate, Optional.empty()));
    }
    return Step.to(
        new Working(
            new PendingWork(
                "validate the client's certificate",
                () -> next.validated(client.get(), open.config(), throughCertificate)),
            next));
  }

  private Step validated(
      PeerCertificates client, ServerConfig config, Transcript throughCertificate)
      throws TlsException {
    PathValidated path = PeerChain.validate(config.peerVerifier(), client);
    return Step.to(new WaitPostHandshakeCertificateVerify(config, this, throughCertificate, path));
  }

  @Override
  public Step updateKeys(boolean requestPeer) throws TlsException {
    return KeyUpdates.initiate(keys, requestPeer, this::with);
  }

  @Override
  public boolean canRequestCertificate() {
    return requests.filter(CertificateRequests::mayRequest).isPresent();
  }

  @Override
  public Step requestCertificate() throws TlsException {
    if (!canRequestCertificate()) {
      return HandshakeState.Connected.super.requestCertificate();
    }
    CertificateRequests.Sent sent = requests.orElseThrow().request();
    return Step.to(withRequests(sent.requests())).send(sent.message());
  }

  @Override
  public boolean canSendTicket() {
    return tickets.isPresent();
  }

  @Override
  public Step sendTicket() throws TlsException {
    if (!canSendTicket()) {
      return HandshakeState.Connected.super.sendTicket();
    }
    TicketSource.Issued issued = tickets.orElseThrow().issue(1);
    Step step =
        Step.to(new Connected13(keys, peer, verified, requests, Optional.of(issued.rest())));
    return issued.messages().isEmpty() ? step : step.send(issued.messages());
  }

  /** "after the peer's Finished message, it MUST be treated as an unexpected record type" (§5). */
  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc9846("5", 3));
  }

  @Override
  public void onFatalAlert() {
    tickets.ifPresent(source -> source.sessions().forget());
  }

  Connected13 with(ApplicationKeys other) {
    return new Connected13(other, peer, verified, requests, tickets);
  }

  /** The client has said who it is; sessions that begin from here on know. */
  Connected13 identified(PeerAuthenticated client) {
    return new Connected13(
        keys,
        Optional.of(client),
        verified,
        requests,
        tickets.map(source -> source.identified(client)));
  }

  private Connected13 withRequests(CertificateRequests other) {
    return new Connected13(keys, peer, verified, Optional.of(other), tickets);
  }
}
