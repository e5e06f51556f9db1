package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.InheritedPath;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_FINISHED of the TLS 1.3 server (RFC 9846 appendix A.2, §4.5.3).
 *
 * <p>Receives the client's Finished; then we read with application traffic keys. Sends tickets.
 *
 * @param transcript through the message before the client's Finished
 * @param peer who the client is; empty for an anonymous one, and with a PSK, where Finished says it
 */
record WaitFinished(
    ServerHandshake13 handshake,
    ServerSecrets13 secrets,
    Transcript transcript,
    Optional<PeerAuthenticated> peer)
    implements Server13State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.FINISHED);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Finished finished)) {
      throw refusal(incoming.message().type());
    }
    FinishedVerified verified = secrets.client().verify(finished.verifyData(), transcript);
    RecordBoundary boundary = incoming.requireRecordBoundary();
    Optional<PeerAuthenticated> client = client(verified);
    Transcript clientFinished = transcript.plus(incoming);
    ServerTickets tickets = new ServerTickets(handshake);
    Optional<TicketSource> source = tickets.source(secrets.main(), clientFinished, client);
    Optional<TicketSource.Issued> issued = source.map(from -> from.issue(tickets.count()));
    Connected13 connected =
        new Connected13(
            secrets.application(),
            client,
            verified,
            requests(clientFinished),
            issued.map(TicketSource.Issued::rest));
    Step step =
        report(
                Step.to(connected).changeReadKeys(secrets.application().readEpoch(), boundary),
                client)
            .report(new HandshakeEvent.HandshakeComplete(secrets.exporter()));
    Bytes messages = issued.map(TicketSource.Issued::messages).orElse(Bytes.empty());
    return messages.isEmpty() ? step : step.send(messages);
  }

  /**
   * "Servers MUST NOT send a post-handshake CertificateRequest to clients which do not offer this
   * extension" (§4.3.6); nor may those that "are authenticating with an external PSK" (§4.4.2).
   */
  private Optional<CertificateRequests> requests(Transcript clientFinished) {
    ServerConfig config = handshake.config();
    boolean offered =
        handshake.offer().hello().extensions().contains(ExtensionType.POST_HANDSHAKE_AUTH);
    boolean externalPsk = handshake.psk().filter(psk -> psk.key().session().isEmpty()).isPresent();
    return offered && !externalPsk && config.clientAuthentication() != ClientAuthentication.NONE
        ? Optional.of(new CertificateRequests(config, clientFinished, List.of()))
        : Optional.empty();
  }

  private Optional<PeerAuthenticated> client(FinishedVerified verified) throws LocalFault {
    if (handshake.psk().isEmpty()) {
      return peer;
    }
    Optional<Session13> session = handshake.psk().get().key().session();
    return Optional.of(
        PeerAuthenticated.byPreSharedKey(
            verified,
            session.isPresent() ? InheritedPath.of(session.get().origin()) : Optional.empty()));
  }

  private Step report(Step step, Optional<PeerAuthenticated> client) {
    if (handshake.psk().isEmpty()) {
      return step;
    }
    PreSharedKey key = handshake.psk().get().key();
    return step.report(
        key.session().isPresent()
            ? new HandshakeEvent.SessionResumed(
                key.session().get().origin(), client.flatMap(PeerAuthenticated::path))
            : new HandshakeEvent.ExternalPskSelected(key.identity()));
  }
}
