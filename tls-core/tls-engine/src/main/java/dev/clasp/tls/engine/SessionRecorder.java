package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Exporter;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Keeps what the handshake reports: as events to poll, and put together as {@link SessionInfo}. */
final class SessionRecorder {
  /**
   * Events kept for an application that does not poll; the oldest go first. A handshake has about
   * ten, what follows are tickets and key updates, which come as long as the peer likes.
   */
  static final int MAX_EVENTS = 64;

  private final Deque<HandshakeEvent> events = new ArrayDeque<>();
  private Optional<HandshakeEvent.Negotiated> negotiated = Optional.empty();
  private Optional<NamedGroup> group = Optional.empty();
  private Optional<String> applicationProtocol = Optional.empty();
  private Optional<String> serverName = Optional.empty();
  private Optional<PathValidated> peer = Optional.empty();
  private Optional<SessionOrigin> resumed = Optional.empty();
  private Optional<Bytes> externalPsk = Optional.empty();
  private Optional<Exporter> exporter = Optional.empty();

  void record(HandshakeEvent event) {
    events.add(event);
    if (events.size() > MAX_EVENTS) {
      events.remove();
    }
    if (event instanceof HandshakeEvent.Negotiated hellos) {
      negotiated = Optional.of(hellos);
      group = hellos.group();
    } else if (event instanceof HandshakeEvent.GroupSelected later) {
      group = Optional.of(later.group());
    } else if (event instanceof HandshakeEvent.ApplicationProtocolSelected selected) {
      applicationProtocol = Optional.of(selected.protocol());
    } else if (event instanceof HandshakeEvent.ServerNameRequested requested) {
      serverName = Optional.of(requested.hostName());
    } else if (event instanceof HandshakeEvent.PeerIdentified identified) {
      peer = Optional.of(identified.path());
    } else if (event instanceof HandshakeEvent.CertificateAnswered answered) {
      peer = answered.client().or(() -> peer);
    } else if (event instanceof HandshakeEvent.SessionResumed session) {
      resumed = Optional.of(session.origin());
      peer = session.peer();
    } else if (event instanceof HandshakeEvent.ExternalPskSelected psk) {
      externalPsk = Optional.of(psk.identity());
    } else if (event instanceof HandshakeEvent.HandshakeComplete complete) {
      exporter = Optional.of(complete.exporter());
    }
  }

  Optional<HandshakeEvent> poll() {
    return Optional.ofNullable(events.poll());
  }

  Optional<SessionInfo> info() {
    return negotiated.map(
        hellos ->
            new SessionInfo(
                hellos.version(),
                hellos.suite(),
                group,
                applicationProtocol,
                serverName,
                peer,
                resumed,
                externalPsk));
  }

  Optional<Exporter> exporter() {
    return exporter;
  }

  /** Forgets what holds secrets. */
  void forgetSecrets() {
    exporter = Optional.empty();
    events.removeIf(
        event ->
            event instanceof HandshakeEvent.HandshakeComplete
                || event instanceof HandshakeEvent.TicketReceived);
  }
}
