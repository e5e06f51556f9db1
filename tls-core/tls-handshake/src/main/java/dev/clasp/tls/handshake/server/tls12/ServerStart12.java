package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/**
 * Where TLS 1.2 begins for a server: the fork has found a ClientHello of that version (RFC 5246
 * §7.4.1.2).
 */
public final class ServerStart12 {
  private ServerStart12() {}

  /**
   * Checks the ClientHello and answers it, with a full or an abbreviated handshake.
   *
   * @param clientHello the same, as received
   */
  public static Step received(ServerConfig config, ClientHello hello, TranscriptBuffer clientHello)
      throws TlsException {
    ClientOffer12 offer = ClientOffer12.of(hello);
    requireExtendedMainSecret(config, offer);
    Optional<String> protocol = offer.selectProtocol(config.applicationProtocols());
    Optional<Session12> session = Resumption12.find(config, offer);
    return session.isPresent()
        ? resume(config, offer, protocol, session.get(), clientHello)
        : full(config, offer, protocol, clientHello);
  }

  /** "it SHOULD abort the handshake if it does not wish to interoperate with legacy clients". */
  private static void requireExtendedMainSecret(ServerConfig config, ClientOffer12 offer)
      throws NegotiationFailure {
    if (config.requiresExtendedMainSecret() && !offer.has(ExtensionType.EXTENDED_MAIN_SECRET)) {
      throw new NegotiationFailure(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(7627, "5.2", 3),
          "ClientHello.extensions: no extended_main_secret");
    }
  }

  private static Step full(
      ServerConfig config,
      ClientOffer12 offer,
      Optional<String> protocol,
      TranscriptBuffer clientHello)
      throws TlsException {
    return ServerChoice12.select(
        config, offer, choice -> full(config, offer, protocol, clientHello, choice));
  }

  private static Step full(
      ServerConfig config,
      ClientOffer12 offer,
      Optional<String> protocol,
      TranscriptBuffer clientHello,
      ServerChoice12 choice)
      throws TlsException {
    boolean ticket = config.tickets().isPresent() && offer.ticket().isPresent();
    ServerHandshake12 handshake =
        new ServerHandshake12(
            config,
            offer,
            choice.suite(),
            random(config),
            sessionId(config, ticket),
            protocol,
            ticket);
    return new ServerHelloFlight12(handshake, choice, clientHello).send();
  }

  private static Step resume(
      ServerConfig config,
      ClientOffer12 offer,
      Optional<String> protocol,
      Session12 session,
      TranscriptBuffer clientHello)
      throws TlsException {
    ServerHandshake12 handshake =
        new ServerHandshake12(
            config,
            offer,
            Resumption12.suite(session),
            random(config),
            // "This may indicate a resumed session", to a client with a ticket too (RFC 5077 §3.4)
            offer.hello().legacySessionId(),
            protocol,
            false);
    return new ResumedFlight12(handshake, session, clientHello).send();
  }

  /**
   * "TLS 1.3 servers which negotiate TLS 1.2 or below in response to a ClientHello MUST set the
   * last 8 bytes of their Random value specially" (RFC 9846 §4.2.3).
   */
  private static Random random(ServerConfig config) {
    Random random = Random.from(config.crypto().random());
    return config.speaks(ProtocolVersion.TLS13) ? random.withDowngradeToTls12() : random;
  }

  /**
   * A new id if the session will be kept here; "The server may return an empty session_id to
   * indicate that the session will not be cached" (§7.4.1.3).
   */
  private static SessionId sessionId(ServerConfig config, boolean ticket) {
    return ticket || config.sessions() == SessionStore.NONE
        ? SessionId.EMPTY
        : new SessionId(config.crypto().random().bytes(SessionId.MAX_LENGTH));
  }
}
