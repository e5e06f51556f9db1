package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Waits for the client's Finished (RFC 5246 §7.4.9), the first message under its keys.
 *
 * <p>In a full handshake {@link ServerFinishedFlight12} answers it, and only now the session is
 * kept: a handshake that failed leaves none. In an abbreviated one ours was sent before.
 *
 * @param transcript all messages before it
 */
record WaitFinished(
    ServerHandshake12 handshake,
    MainSecret12 main,
    KeyBlock12 keys,
    Transcript transcript,
    ClientClaim12 client)
    implements Server12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.FINISHED);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Finished finished)) {
      throw refusal(incoming.message().type());
    }
    FinishedVerified verified = main.verifyClient(finished.verifyData(), transcript);
    Optional<PeerAuthenticated> peer = client.proved(verified);
    Connected12 connected = new Connected12(peer, verified, handshake.sessions());
    Step step =
        client.resumed().isPresent()
            ? Step.to(connected)
            : answer(connected, peer, transcript.plus(incoming));
    return client.report(step, peer).report(new HandshakeEvent.HandshakeComplete(main));
  }

  @Override
  public void onFatalAlert() {
    handshake.sessions().forget();
  }

  private Step answer(
      Connected12 connected, Optional<PeerAuthenticated> peer, Transcript clientFinished) {
    ServerConfig config = handshake.config();
    Session12 session = session(config, peer);
    if (!handshake.sessionId().isEmpty()) {
      config.sessions().put(SessionKey.server12(handshake.sessionId()), session);
    }
    return new ServerFinishedFlight12(handshake, main, keys, session, clientFinished)
        .send(connected);
  }

  private Session12 session(ServerConfig config, Optional<PeerAuthenticated> peer) {
    Instant now = config.clock().instant();
    SessionOrigin origin =
        SessionOrigin.of(
            config.crypto().random(),
            now,
            handshake.offer().serverName().map(name -> name.toLowerCase(Locale.ROOT)),
            handshake.protocol(),
            peer.flatMap(PeerAuthenticated::path).map(PathValidated::path).orElse(List.of()));
    return new Session12(
        origin,
        handshake.suite().codePoint(),
        main.forSession(),
        main.isExtended(),
        handshake.sessionId(),
        Bytes.empty(),
        now,
        config.sessionLifetime());
  }
}
