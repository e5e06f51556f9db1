package dev.clasp.tls.handshake.server;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.server.tls13.ClientOffer13;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite13;
import java.util.Optional;

/**
 * A HelloRetryRequest for a share of another group (RFC 9846 §4.2.4); with a cookie if the server
 * is to keep nothing meanwhile.
 *
 * @param group one the client offers and sent no share for
 * @param clientHello the transcript through the first ClientHello
 * @param psk the client's key we would take
 */
record HelloRetryFlight(
    ServerConfig config,
    ClientOffer13 offer,
    Suite13 suite,
    NamedGroup group,
    Transcript clientHello,
    Optional<PreSharedKey> psk) {

  Step send() {
    Optional<StatelessRetry> stateless = StatelessRetry.of(config);
    Optional<Cookie> cookie =
        stateless.map(retry -> retry.cookie(offer.hello(), suite, group, clientHello));
    ServerHello request = message(offer.hello().legacySessionId(), suite, group, cookie);
    Flight flight = Flight.after(clientHello.withMessageHash()).plus(request);
    HandshakeState next =
        stateless.isPresent()
            ? new WaitClientHello(config, true)
            : new WaitSecondClientHello(
                offer.hello(), new SecondHello(config, suite, group, flight.transcript(), psk));
    Step step = Step.to(next).send(flight.encoded());
    if (offer.compatibilityMode()) {
      step = step.sendChangeCipherSpec(); // "immediately after its first handshake message" (§E.4)
    }
    if (offer.hasEarlyData()) {
      // "The server then ignores early data by skipping all records with an external content type
      // of application_data" (§4.3.10)
      step = step.skipEarlyData(config.maxSkippedEarlyData());
    }
    return step.report(new HandshakeEvent.HelloRetried(Optional.of(group)));
  }

  /** The message. It is made again from the cookie when nothing was kept. */
  static ServerHello message(
      SessionId echo, Suite13 suite, NamedGroup group, Optional<Cookie> cookie) {
    Extensions extensions =
        Extensions.of(
            new SupportedVersionsServer(ProtocolVersion.TLS13),
            new KeyShareHelloRetryRequest(group));
    return new ServerHello(
        ProtocolVersion.TLS12,
        Random.HELLO_RETRY_REQUEST,
        echo,
        suite.codePoint(),
        0,
        cookie.map(extensions::plus).orElse(extensions));
  }
}
