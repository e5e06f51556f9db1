package dev.clasp.tls.handshake.psk;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** A client and a server that keep sessions, and a clock that both live by. */
final class Resuming {
  static final CryptoProvider CRYPTO = TestConfigs.CRYPTO;

  Instant now = TestCertificates.NOW;
  final InstantSource clock = () -> now;
  final InMemorySessions clientStore = InMemorySessions.standard(clock);
  final InMemorySessions serverStore = InMemorySessions.standard(clock);
  final TicketProtector protector =
      new TicketProtector(CRYPTO, TicketKeys.rotating(CRYPTO, clock), clock);

  UnaryOperator<ClientConfig.Builder> client = UnaryOperator.identity();
  UnaryOperator<ServerConfig.Builder> server = builder -> builder.tickets(protector);

  /** The server keeps the sessions itself. */
  Resuming stateful() {
    server = builder -> builder.sessions(serverStore);
    return this;
  }

  Loopback loopback() {
    return Loopback.of(
        client.apply(TestConfigs.client().clock(clock).sessions(clientStore)),
        server.apply(TestConfigs.server().clock(clock)));
  }

  /** A connection from beginning to end, tickets included. */
  Loopback connect() {
    return loopback().connect();
  }
}
