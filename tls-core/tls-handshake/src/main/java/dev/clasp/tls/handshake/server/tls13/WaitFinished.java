package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.InheritedPath;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
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
    ServerTickets.Issued tickets = tickets(transcript.plus(incoming), client);
    Step step =
        Step.to(new Connected13(secrets.application(), client, verified, tickets.sessions()))
            .changeReadKeys(secrets.application().readEpoch(), boundary);
    step = report(step, client).report(new HandshakeEvent.HandshakeComplete(secrets.exporter()));
    return tickets.messages().isEmpty() ? step : step.send(tickets.messages());
  }

  private ServerTickets.Issued tickets(
      Transcript clientFinished, Optional<PeerAuthenticated> client) {
    ServerTickets tickets = new ServerTickets(handshake);
    return tickets.count() == 0
        ? ServerTickets.Issued.NONE
        : tickets.issue(secrets.main().resumption(clientFinished), client);
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
