package dev.clasp.tls.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.extension.EarlyDataNewSessionTicket;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CONNECTED of the client: tickets (RFC 9846 §4.7.1). */
class Connected13Test {
  @Test
  @DisplayName("RFC 9846 §4.7.1: each ticket is reported with its own PSK")
  void tickets() throws TlsException {
    TestPeer client = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect().client();
    HandshakeState before = client.receiving();
    receive(client, ticket(Bytes.of(0), Extensions.EMPTY));
    receive(client, ticket(Bytes.of(1), Extensions.of(new EarlyDataNewSessionTicket(16_384))));

    List<HandshakeEvent.TicketReceived> received =
        client.events().stream()
            .filter(HandshakeEvent.TicketReceived.class::isInstance)
            .map(HandshakeEvent.TicketReceived.class::cast)
            .toList();

    assertEquals(2, received.size());
    assertEquals(32, received.get(0).psk().size());
    assertNotEquals(received.get(0).psk(), received.get(1).psk());
    assertEquals(Bytes.of(1), received.get(1).ticket().ticketNonce());
    assertSame(before, client.receiving());
  }

  @Test
  @DisplayName("RFC 9846 §4.7.1: unrecognized extensions are ignored")
  void unknownExtension() throws TlsException {
    TestPeer client = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect().client();

    receive(
        client,
        ticket(
            Bytes.empty(),
            Extensions.of(new UnknownExtension(new ExtensionType(0xABCD), Bytes.of(1)))));

    assertEquals(
        1,
        client.events().stream().filter(HandshakeEvent.TicketReceived.class::isInstance).count());
  }

  @Test
  void theServerTakesNoTickets() {
    TestPeer server = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect().server();

    assertThrows(TlsException.class, () -> receive(server, ticket(Bytes.of(0), Extensions.EMPTY)));
  }

  private static void receive(TestPeer peer, NewSessionTicket13 ticket) throws TlsException {
    peer.follow(peer.receiving().receive(Loopback.frameOf(ticket, true)));
  }

  private static NewSessionTicket13 ticket(Bytes nonce, Extensions extensions) {
    return new NewSessionTicket13(7200, 1, nonce, Bytes.of(9, 9, 9), extensions);
  }
}
