package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each direction closes on its own (RFC 9846 §6.1). */
class ClosingTest {
  private final Peer peer = new Peer();

  @Test
  @DisplayName("our close_notify has level warning and leaves the read side open (§6.1)")
  void readsOnAfterClosing() throws Exception {
    Duplex duplex = Duplex.established();
    End client = duplex.client();
    client.connection.close();

    assertEquals(ReadResult.CLOSED, duplex.server().deliver(client.flush()));
    client.deliver(duplex.server().write(Bytes.of(1, 2)));

    assertEquals(Bytes.of(1, 2), client.received());
    assertTrue(client.connection.status().wantsRead());
    assertEquals(
        WriteResult.CLOSED,
        client.connection.write(Bytes.of(1).asByteBuffer(), ByteBuffer.allocate(100)));
  }

  @Test
  @DisplayName("close_notify is a warning (RFC 9846 §6.1)")
  void sendsCloseNotifyAsAWarning() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.connection.close();
    server.connection.close(); // once is enough

    assertEquals(
        List.of(Alert.warning(AlertDescription.CLOSE_NOTIFY)), peer.alerts(server.flush()));
  }

  @Test
  @DisplayName("when both have closed the connection is over")
  void isOverWhenBothHaveClosed() throws Exception {
    Duplex duplex = Duplex.established();
    duplex.client().connection.close();
    duplex.server().connection.close();

    duplex.run(Delivery.WHOLE);

    assertTrue(duplex.client().connection.status().isOver());
    assertTrue(duplex.server().connection.status().isOver());
    assertTrue(duplex.client().connection.failure().isEmpty());
  }

  @Test
  @DisplayName("data after the peer's close_notify is ignored (RFC 9846 §6.1)")
  void ignoresWhatFollowsCloseNotify() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    Bytes close = peer.alert(1, AlertDescription.CLOSE_NOTIFY);
    Bytes late = peer.record(ContentType.APPLICATION_DATA, Bytes.of(1));

    assertEquals(ReadResult.CLOSED, server.deliver(close.plus(late).plus(Bytes.of(0xFF))));
    assertEquals(Bytes.empty(), server.received());
  }

  @Test
  @DisplayName("a KeyUpdate asked for after our close_notify is not sent (RFC 9846 §6.1)")
  void sendsNothingAfterCloseNotify() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.connection.close();
    server.flush();

    server.deliver(peer.record(ContentType.HANDSHAKE, MiniHandshake.keyUpdate(true)));
    peer.updateKeys();
    server.deliver(peer.record(ContentType.APPLICATION_DATA, Bytes.of(6)));

    assertEquals(Bytes.empty(), server.flush());
    assertEquals(Bytes.of(6), server.received());
  }

  @Test
  @DisplayName("an error found after our close_notify is reported and no alert sent (§6.1)")
  void failsSilentlyAfterCloseNotify() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.connection.close();
    server.flush();

    Refused.with(
        AlertDescription.BAD_RECORD_MAC,
        "5.2",
        () -> server.deliver(Peer.raw(23, Bytes.copyOf(new byte[40]))));

    assertTrue(server.connection.status().isOver());
  }

  @Test
  @DisplayName("an error found before our close_notify was written is told instead of it (§6.1)")
  void tellsTheErrorInsteadOfCloseNotify() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.connection.close();

    assertThrows(Exception.class, () -> server.deliver(Peer.raw(23, Bytes.copyOf(new byte[40]))));

    assertEquals(
        List.of(Alert.fatal(AlertDescription.BAD_RECORD_MAC)), peer.alerts(server.flush()));
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("a transport that ends without close_notify: decode_error (RFC 9846 §6.1)")
  void reportsTruncation(Phase phase) throws Exception {
    End server = Peer.server(peer, phase);

    Refused.with(AlertDescription.DECODE_ERROR, "6.1", () -> server.connection.endOfStream());
  }

  @Test
  @DisplayName("a transport that ends after close_notify is in good order (RFC 9846 §6.1)")
  void acceptsTheEndAfterCloseNotify() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.deliver(peer.alert(1, AlertDescription.CLOSE_NOTIFY));

    server.connection.endOfStream();

    assertTrue(server.connection.failure().isEmpty());
    Bytes written = server.write(Bytes.of(1)); // our direction is open still
    assertFalse(written.isEmpty());
  }

  @Test
  @DisplayName("closing in the handshake: user_canceled, followed by close_notify (§6.1)")
  void cancelsTheHandshake() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);

    server.connection.close();

    assertEquals(
        List.of(
            Alert.warning(AlertDescription.USER_CANCELED),
            Alert.warning(AlertDescription.CLOSE_NOTIFY)),
        peer.alerts(server.flush()));
    assertTrue(server.connection.status().isOver());
    assertEquals(ReadResult.CLOSED, server.deliver(Bytes.of(1)));
  }

  @Test
  @DisplayName("closing before anything was said says nothing")
  void closesWithoutAWord() throws Exception {
    TlsConnection client =
        TlsConnection.start(MiniHandshake.CRYPTO, MiniHandshake.client(MiniHandshake.SUITE));

    client.close();

    assertTrue(client.status().isOver());
    assertEquals(
        WriteResult.CLOSED, client.write(ByteBuffer.allocate(0), ByteBuffer.allocate(100)));
  }
}
