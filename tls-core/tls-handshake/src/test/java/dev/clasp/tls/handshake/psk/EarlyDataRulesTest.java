package dev.clasp.tls.handshake.psk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.ReplayGuard;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a client that has sent early data does not take for an answer. */
class EarlyDataRulesTest {
  private final Resuming world = new Resuming();

  @BeforeEach
  void obtainATicketForEarlyData() {
    world.client = builder -> builder.offerEarlyData();
    serveWith(world.protector);
    world.connect();
  }

  private void serveWith(TicketProtector protector) {
    EarlyDataPolicy policy = new EarlyDataPolicy(1_000, ReplayGuard.NEVER, EarlyDataPolicy.WINDOW);
    world.server = builder -> builder.tickets(protector).earlyData(policy);
  }

  @Test
  @DisplayName("RFC 9846 §E.3: a ServerHello of TLS 1.2 in answer to early data")
  void olderVersion() {
    Loopback loopback = world.loopback();
    loopback.toClient(
        ServerHello.class, hello -> Hellos.without(hello, ExtensionType.SUPPORTED_VERSIONS));

    loopback.clientFails(AlertDescription.PROTOCOL_VERSION, Rfc.rfc9846("E.3"));
    assertEquals(1, loopback.client().earlyDataOffered().size(), "early data was offered");
  }

  @Test
  @DisplayName("RFC 9846 §4.3.11: early data accepted, though the key it is under was not selected")
  void anotherKey() {
    serveWith(
        new TicketProtector(
            Resuming.CRYPTO, TicketKeys.rotating(Resuming.CRYPTO, world.clock), world.clock));
    Loopback loopback = world.loopback();
    loopback.toClient(
        EncryptedExtensions.class,
        message -> new EncryptedExtensions(message.extensions().plus(new EarlyData())));

    loopback.clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.3.11"));
  }
}
