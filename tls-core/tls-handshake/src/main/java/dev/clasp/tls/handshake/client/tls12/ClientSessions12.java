package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.PathValidated;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions a client keeps and offers again (RFC 5246 §7.3, RFC 5077, RFC 7627 §5.3). */
public final class ClientSessions12 {
  /** "An upper limit of 24 hours is suggested for session ID lifetimes" (RFC 5246 §F.1.4). */
  private static final Duration SUGGESTED_LIFETIME = Duration.ofHours(24);

  private ClientSessions12() {}

  /**
   * The session to name in a ClientHello; it stays in the store, since TLS 1.2 may resume it again.
   *
   * @param serverName that will be sent
   */
  public static Optional<Session12> offered(
      ClientConfig config, ReferenceIdentity server, Optional<String> serverName) {
    return config
        .sessions()
        .find(SessionKey.client12(server))
        .filter(Session12.class::isInstance)
        .map(Session12.class::cast)
        .filter(session -> isUsable(session, config, server, serverName));
  }

  private static boolean isUsable(
      Session12 session,
      ClientConfig config,
      ReferenceIdentity server,
      Optional<String> serverName) {
    Instant now = config.clock().instant();
    // "The client SHOULD NOT offer an abbreviated handshake to resume a session that does not use
    // an extended master secret." (RFC 7627 §5.3)
    if (session.isExpired(now) || !session.extendedMainSecret()) {
      return false;
    }
    Optional<Suite12> suite = Suite12.of(session.suite());
    if (suite.isEmpty() || !config.suites12().contains(suite.get())) {
      return false;
    }
    // A session is resumed under the name it was made for (RFC 6066 §3), and as long as the
    // certificate that stands for it is one we would believe.
    List<Certificate> chain = session.origin().peerChain();
    return session.origin().serverName().equals(serverName)
        && (chain.isEmpty() ? suite.get().keyExchange().usesPsk() : isValid(chain, server, now));
  }

  private static boolean isValid(List<Certificate> chain, ReferenceIdentity server, Instant now) {
    return server.matches(chain.get(0))
        && chain.get(0).publicKey().isPresent()
        && !now.isAfter(chain.get(0).notAfter());
  }

  /** Keeps what the complete handshake can be resumed with. */
  static void keep(ServerFinish12 finish) {
    ClientHandshake12 handshake = finish.handshake();
    Optional<Bytes> ticket =
        finish.ticket().map(NewSessionTicket12::ticket).filter(bytes -> !bytes.isEmpty());
    SessionId sessionId = handshake.serverHello().legacySessionIdEcho();
    if (!finish.main().isExtended() || (ticket.isEmpty() && !isNew(finish, sessionId))) {
      return;
    }
    ClientConfig config = handshake.config();
    Session12 session =
        new Session12(
            origin(finish),
            handshake.suite().codePoint(),
            finish.main().forSession(),
            true,
            ticket.isPresent() ? SessionId.EMPTY : sessionId,
            ticket.orElse(Bytes.empty()),
            config.clock().instant(),
            finish.ticket().map(ClientSessions12::lifetime).orElse(SUGGESTED_LIFETIME));
    config.sessions().put(SessionKey.client12(handshake.server()), session);
  }

  /** A session that is resumed by its id is in the store already. */
  private static boolean isNew(ServerFinish12 finish, SessionId sessionId) {
    return finish.resumed().isEmpty() && !sessionId.isEmpty();
  }

  /** What a connection to the server resumes or leaves behind; all that is kept of that server. */
  public static ConnectionSessions with(ClientConfig config, ReferenceIdentity server) {
    return ConnectionSessions.of(config.sessions(), SessionKey.client12(server));
  }

  private static SessionOrigin origin(ServerFinish12 finish) {
    ClientHandshake12 handshake = finish.handshake();
    if (finish.resumed().isPresent()) {
      return finish
          .resumed()
          .get()
          .origin()
          .withApplicationProtocol(handshake.applicationProtocol());
    }
    return SessionOrigin.of(
        handshake.config().crypto().random(),
        handshake.config().clock().instant(),
        serverName(handshake),
        handshake.applicationProtocol(),
        finish.server().path().map(PathValidated::path).orElse(List.of()));
  }

  private static Optional<String> serverName(ClientHandshake12 handshake) {
    return handshake
        .hello()
        .extensions()
        .find(ServerNameList.class)
        .flatMap(names -> names.hostNames().stream().findFirst());
  }

  /** "A value of zero is reserved to indicate that the lifetime [...] is unspecified." */
  private static Duration lifetime(NewSessionTicket12 ticket) {
    Duration hint = Duration.ofSeconds(ticket.ticketLifetimeHint());
    if (hint.isZero()) {
      return SUGGESTED_LIFETIME;
    }
    return hint.compareTo(Session.MAX_LIFETIME) < 0 ? hint : Session.MAX_LIFETIME;
  }
}
