package dev.clasp.tls.handshake.server;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/**
 * HelloRetryRequests "without storing any state" (RFC 9846 §4.3.2): the cookie holds what the
 * second ClientHello is checked against, and any server with the keys can go on.
 */
record StatelessRetry(ServerConfig config, TicketKeys keys) {
  private static final Rfc COOKIE = Rfc.rfc9846("4.3.2", 2);

  static Optional<StatelessRetry> of(ServerConfig config) {
    return config.retryKeys().map(keys -> new StatelessRetry(config, keys));
  }

  /**
   * The cookie for a HelloRetryRequest.
   *
   * @param clientHello the transcript through the first ClientHello
   */
  Cookie cookie(ClientHello hello, Suite13 suite, NamedGroup group, Transcript clientHello) {
    RetryCookie content =
        new RetryCookie(
            config.clock().instant(), suite, group, clientHello.hash(), unchanged(hello));
    return new Cookie(content.seal(config.crypto(), keys));
  }

  /**
   * Goes on with a ClientHello that brings a cookie.
   *
   * @throws ProtocolViolation {@code illegal_parameter} for a cookie that is not ours or too old,
   *     and for a ClientHello that is not the one it was made for
   */
  Step received(ClientHello hello, Cookie cookie, Incoming incoming) throws TlsException {
    RetryCookie sent =
        RetryCookie.open(cookie.cookie(), config.crypto(), keys, config.clock().instant())
            .filter(opened -> config.suites().contains(opened.suite()))
            .orElseThrow(
                () ->
                    ProtocolViolation.illegalParameter(
                        COOKIE, "ClientHello.cookie: not one of ours, or too old"));
    SecondHelloChecks.requireSameButForRetry(hello, unchanged(hello).equals(sent.unchanged()));
    ServerHello request =
        HelloRetryFlight.message(
            hello.legacySessionId(), sent.suite(), sent.group(), Optional.of(cookie));
    Transcript transcript =
        Transcript.ofMessageHash(
                config.crypto().hashes(), sent.suite().hash(), sent.clientHelloHash())
            .plus(request.framed());
    return new SecondHello(config, sent.suite(), sent.group(), transcript, Optional.empty())
        .answer(hello, incoming);
  }

  private Bytes unchanged(ClientHello hello) {
    return config
        .crypto()
        .hashes()
        .digest(HashAlgorithm.SHA256, SecondHelloChecks.unchanged(hello));
  }
}
