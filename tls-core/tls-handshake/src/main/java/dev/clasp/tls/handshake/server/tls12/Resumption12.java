package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite12;
import java.util.Locale;
import java.util.Optional;

/** Whether a ClientHello resumes a session: by ticket (RFC 5077) or by its id (RFC 5246 §7.3). */
final class Resumption12 {
  private Resumption12() {}

  /**
   * The session to go on with; empty for a full handshake.
   *
   * @throws ProtocolViolation {@code handshake_failure} when the client gave up the extended main
   *     secret (RFC 7627 §5.3)
   */
  static Optional<Session12> find(ServerConfig config, ClientOffer12 offer)
      throws ProtocolViolation {
    Optional<Session12> known =
        presented(config, offer)
            .filter(Session12.class::isInstance)
            .map(Session12.class::cast)
            .filter(session -> !session.isExpired(config.clock().instant()))
            .filter(session -> fits(session, config, offer));
    boolean extended = offer.has(ExtensionType.EXTENDED_MAIN_SECRET);
    if (known.isPresent() && known.get().extendedMainSecret() && !extended) {
      throw new ProtocolViolation(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(7627, "5.3", 6),
          "ClientHello.extensions: no extended_main_secret, the session has one");
    }
    // "If the original session did not use the extended_master_secret extension but the new
    // ClientHello contains the extension, then the server MUST NOT perform the abbreviated
    // handshake."
    return known.filter(session -> session.extendedMainSecret() == extended);
  }

  static Suite12 suite(Session12 session) {
    return Suite12.of(session.suite()).orElseThrow();
  }

  /**
   * "If a ticket is presented by the client, the server MUST NOT attempt to use the Session ID in
   * the ClientHello for stateful session resumption" (RFC 5077 §3.4).
   */
  private static Optional<Session> presented(ServerConfig config, ClientOffer12 offer) {
    Optional<Bytes> ticket = offer.ticket().filter(bytes -> !bytes.isEmpty());
    if (ticket.isPresent() && config.tickets().isPresent()) {
      return config.tickets().get().open(ticket.get());
    }
    SessionId id = offer.hello().legacySessionId();
    return id.isEmpty() || ticket.isPresent()
        ? Optional.empty()
        : config.sessions().find(SessionKey.server12(id));
  }

  private static boolean fits(Session12 session, ServerConfig config, ClientOffer12 offer) {
    // "it MUST use the same cipher suite", which both still have to want (§7.4.1.2)
    boolean suite =
        Suite12.of(session.suite())
            .filter(config.suites12()::contains)
            .filter(offer::has)
            .isPresent();
    // "MUST NOT accept the request to resume the session if the server_name extension contains a
    // different name" (RFC 6066 §3)
    boolean name =
        session
            .origin()
            .serverName()
            .equals(offer.serverName().map(host -> host.toLowerCase(Locale.ROOT)));
    boolean client =
        config.clientAuthentication() != ClientAuthentication.NEEDED
            || !session.origin().peerChain().isEmpty();
    return suite && name && client;
  }
}
