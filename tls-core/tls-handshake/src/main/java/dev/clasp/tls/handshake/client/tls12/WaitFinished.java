package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the server's Finished (RFC 5246 §7.4.9), the first message under the
 * server's keys.
 *
 * <p>Receives Finished. Sends {@code [ChangeCipherSpec] Finished} in an abbreviated handshake; in a
 * full one they are sent already.
 */
record WaitFinished(ServerFinish12 finish) implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.FINISHED);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Finished finished)) {
      throw refusal(incoming.message().type());
    }
    FinishedVerified verified =
        finish.main().verifyServer(finished.verifyData(), finish.transcript());
    ClientSessions12.keep(finish);
    Connected12 connected =
        new Connected12(peer(verified), verified, finish.handshake().sessions());
    Step step =
        finish.resumed().isPresent()
            ? answer(finish.transcript().plus(incoming), connected)
            : identified(Step.to(connected));
    return step.report(new HandshakeEvent.HandshakeComplete(finish.main()));
  }

  @Override
  public void onFatalAlert() {
    finish.forgetResumed();
  }

  /** Who has not signed anything made this Finished with keys that only the right peer has. */
  private PeerAuthenticated peer(FinishedVerified verified) {
    ServerProof12 server = finish.server();
    if (server.authenticated().isPresent()) {
      return server.authenticated().get();
    }
    return finish.handshake().keyExchange().hasCertificate() && finish.resumed().isEmpty()
        ? PeerAuthenticated.byDecryption(verified, server.path().orElseThrow())
        : PeerAuthenticated.byPreSharedKey(verified, server.path());
  }

  private Step answer(Transcript serverFinished, Connected12 connected) {
    Flight flight =
        Flight.after(serverFinished)
            .plus(new Finished(finish.main().clientVerifyData(serverFinished)));
    return Step.to(connected)
        .sendChangeCipherSpec()
        .changeWriteKeys(finish.keys().client())
        .send(flight.encoded());
  }

  /**
   * With RSA the server has not signed anything: that it could make this Finished proves that it
   * can decrypt the premaster secret (RFC 5246 §F.1.1.2).
   */
  private Step identified(Step step) {
    return finish.server().authenticated().isPresent()
        ? step
        : finish
            .server()
            .path()
            .map(path -> step.report(new HandshakeEvent.PeerIdentified(path)))
            .orElse(step);
  }
}
