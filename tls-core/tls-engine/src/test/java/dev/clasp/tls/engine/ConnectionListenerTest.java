package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Listeners are told everything, once and in order. */
class ConnectionListenerTest {
  private final List<String> told = new ArrayList<>();
  private final Peer peer = new Peer();
  private Optional<ConnectionTotals> totals = Optional.empty();

  private final ConnectionListener listener =
      new ConnectionListener() {
        @Override
        public void handshakeEvent(HandshakeEvent event) {
          told.add(event.getClass().getSimpleName());
        }

        @Override
        public void established(SessionInfo session) {
          told.add("established " + session.version());
        }

        @Override
        public void alertReceived(Alert alert) {
          told.add("received " + alert.description());
        }

        @Override
        public void alertSent(Alert alert, Optional<TlsException> reason) {
          told.add(
              "sent "
                  + alert.description()
                  + reason.flatMap(TlsException::clause).map(clause -> ", " + clause).orElse(""));
        }

        @Override
        public void failed(TlsException reason) {
          told.add("failed " + reason.clause().map(Rfc::toString).orElse("without clause"));
        }

        @Override
        public void ended(ConnectionTotals sums) {
          told.add("ended");
          totals = Optional.of(sums);
        }
      };

  private final ConnectionOptions options =
      ConnectionOptions.standard().withListeners(() -> listener);

  @Test
  void hearOfAHandshakeAndOfItsEnd() throws Exception {
    End client =
        new End(
            TlsConnection.start(
                TestConfigs.CRYPTO,
                Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER),
                options));
    End server =
        new End(
            TlsConnection.start(
                TestConfigs.CRYPTO, Handshake.server(TestConfigs.server().build())));
    Duplex duplex = new Duplex(client, server);
    duplex.run(Delivery.WHOLE);
    server.deliver(client.write(Bytes.of(1, 2, 3)));
    client.connection.close();
    server.deliver(client.flush());
    server.connection.close();
    client.deliver(server.flush());

    assertEquals(
        List.of(
            "Negotiated",
            "PeerIdentified",
            "HandshakeComplete",
            "established TLSv1.3",
            "sent close_notify",
            "received close_notify",
            "ended"),
        told);
    ConnectionTotals there = server.connection.totals();
    assertEquals(
        new ConnectionTotals(
            there.recordsWritten(),
            there.wireBytesWritten(),
            0,
            there.recordsRead(),
            there.wireBytesRead(),
            3),
        totals.orElseThrow());
    assertTrue(there.wireBytesRead() > 3, "nothing was counted");
  }

  @Test
  void hearTheReasonAndTheClauseOfAnAlert() throws Exception {
    End server = Peer.server(peer, Phase.START, options);

    assertThrows(
        TlsException.class,
        () -> server.deliver(peer.record(ContentType.HANDSHAKE, Peer.finishedMessage())));
    assertEquals(
        List.of("sent unexpected_message, RFC 9846 §4", "failed RFC 9846 §4"), told, "no end yet");

    server.flush();

    assertEquals("ended", told.get(2));
  }

  @Test
  void hearOfAnAlertOfThePeer() throws Exception {
    End server = Peer.server(peer, Phase.START, options);

    assertThrows(
        TlsException.class, () -> server.deliver(peer.alert(AlertDescription.DECODE_ERROR)));

    assertEquals(List.of("received decode_error", "failed RFC 9846 §6.2", "ended"), told);
  }

  @Test
  void hearOfAFailureOnce() throws Exception {
    End server = Peer.server(peer, Phase.START, options);
    assertThrows(
        TlsException.class,
        () -> server.deliver(peer.record(ContentType.HANDSHAKE, Peer.finishedMessage())));
    server.flush();
    int before = told.size();

    server.connection.close();
    server.connection.endOfStream();

    assertEquals(before, told.size());
  }

  @Test
  void hearOfAHandshakeThatWasGivenUp() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE, options);

    server.connection.close();
    server.flush();

    assertEquals(List.of("sent user_canceled", "sent close_notify", "ended"), told);
  }

  @Test
  void areToldOneAfterTheOther() throws Exception {
    ConnectionListener.Factory twice =
        ConnectionListener.Factory.all(List.of(() -> listener, () -> listener));
    End server =
        Peer.server(peer, Phase.HANDSHAKE, ConnectionOptions.standard().withListeners(twice));

    server.connection.close();
    server.flush();

    assertEquals(
        List.of(
            "sent user_canceled",
            "sent user_canceled",
            "sent close_notify",
            "sent close_notify",
            "ended",
            "ended"),
        told);
  }

  @Test
  void endTheirOwnConnectionWhenTheyThrow() throws Exception {
    ConnectionListener broken =
        new ConnectionListener() {
          @Override
          public void alertReceived(Alert alert) {
            throw new IllegalStateException("a bug");
          }
        };
    End server =
        Peer.server(
            peer, Phase.ESTABLISHED, ConnectionOptions.standard().withListeners(() -> broken));

    assertThrows(
        LocalFault.class, () -> server.deliver(peer.alert(1, AlertDescription.CLOSE_NOTIFY)));
  }
}
