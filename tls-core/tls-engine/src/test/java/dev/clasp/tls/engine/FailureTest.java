package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.TlsException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error ends the connection: one alert, and nothing more (RFC 9846 §6.2). */
class FailureTest {
  private final Peer peer = new Peer();

  @Test
  @DisplayName("the alert goes out in plaintext while there are no keys (RFC 9846 §7.3)")
  void sendsAPlaintextAlert() throws Exception {
    End server = Peer.server(peer, Phase.START);

    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE,
        "4",
        () -> server.deliver(peer.record(ContentType.HANDSHAKE, Peer.finishedMessage())));

    assertEquals(Bytes.fromHex("15 0303 0002 02 0a"), server.flush());
  }

  @Test
  @DisplayName("the alert goes out under the keys of what was sent last (RFC 9846 §7.3)")
  void sendsAProtectedAlert() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);
    Bytes wrong = MiniHandshake.message(HandshakeType.FINISHED, Bytes.of(9));

    Refused.with(
        AlertDescription.DECRYPT_ERROR,
        "4.5.3",
        () -> server.deliver(peer.record(ContentType.HANDSHAKE, wrong)));

    assertEquals(List.of(Alert.fatal(AlertDescription.DECRYPT_ERROR)), peer.alerts(server.flush()));
  }

  @Test
  @DisplayName("a flight not written yet goes before the alert, as the keys change in it (§6.2)")
  void theAlertFollowsWhatWasQueued() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());
    End server = duplex.server();
    server.deliver(duplex.client().flush()); // the server's flight waits in its outbox

    assertThrows(TlsException.class, () -> server.deliver(Bytes.fromHex("99 0303 0001")));

    PeerAlert heard = assertThrows(PeerAlert.class, () -> duplex.client().deliver(server.flush()));
    assertEquals(Alert.fatal(AlertDescription.UNEXPECTED_MESSAGE), heard.received());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  @DisplayName("the alert is never in the clear behind ServerHello, however much is written (§6.2)")
  void theAlertDoesNotDependOnTheDriver(int recordsWritten) throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());
    End server = duplex.server();
    server.deliver(duplex.client().flush());
    for (int i = 0; i < recordsWritten; i++) {
      duplex.client().deliver(server.writeRecord());
    }

    assertThrows(TlsException.class, () -> server.deliver(Bytes.fromHex("99 0303 0001")));

    PeerAlert heard = assertThrows(PeerAlert.class, () -> duplex.client().deliver(server.flush()));
    assertEquals(Alert.fatal(AlertDescription.UNEXPECTED_MESSAGE), heard.received());
  }

  @Test
  @DisplayName("after an alert of the peer nothing that was queued goes out (§6.2)")
  void dropsWhatWasQueuedForAPeerThatHasGone() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());
    End server = duplex.server();
    server.deliver(duplex.client().flush());

    assertThrows(PeerAlert.class, () -> server.deliver(Bytes.fromHex("15 0303 0002 02 28")));

    assertEquals(Bytes.empty(), server.flush());
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("after the alert nothing is read or written any more (RFC 9846 §6.2)")
  void isOverAfterTheAlert(Phase phase) throws Exception {
    End server = Peer.server(peer, phase);
    TlsException thrown =
        assertThrows(TlsException.class, () -> server.deliver(Bytes.fromHex("99 0303 0001")));
    assertTrue(server.connection.status().wantsWrite());

    server.flush();

    assertEquals(ReadResult.CLOSED, server.deliver(Peer.raw(22, Peer.helloMessage())));
    assertEquals(
        WriteResult.CLOSED,
        server.connection.write(Bytes.of(1).asByteBuffer(), ByteBuffer.allocate(100)));
    assertTrue(server.connection.status().isOver());
    assertSame(thrown, server.connection.failure().orElseThrow());
    server.connection.close(); // says nothing more
    server.connection.endOfStream();
    assertTrue(server.connection.status().isOver());
  }

  @Test
  @DisplayName("a bug in a state: internal_error, and the connection alone is lost (§6.2)")
  void turnsABugIntoALocalFault() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    Bytes trigger = MiniHandshake.message(HandshakeType.KEY_UPDATE, Bytes.of(2));

    LocalFault fault =
        assertThrows(
            LocalFault.class, () -> server.deliver(peer.record(ContentType.HANDSHAKE, trigger)));

    assertInstanceOf(IllegalStateException.class, fault.getCause());
    assertEquals(
        List.of(Alert.fatal(AlertDescription.INTERNAL_ERROR)), peer.alerts(server.flush()));
  }

  @Test
  @DisplayName("a caller's mistake is no fault of the connection")
  void survivesACallersMistake() throws Exception {
    Duplex duplex = Duplex.established();
    TlsConnection client = duplex.client().connection;
    ByteBuffer readOnly = ByteBuffer.allocate(100).asReadOnlyBuffer();

    assertThrows(
        IllegalArgumentException.class, () -> client.read(ByteBuffer.allocate(9), readOnly));
    assertThrows(
        IllegalArgumentException.class, () -> client.write(ByteBuffer.allocate(9), readOnly));

    duplex.server().deliver(duplex.client().write(Bytes.of(1)));
    assertEquals(Bytes.of(1), duplex.server().received());
  }

  @Test
  @DisplayName("the wrong message is refused before it is decoded: unexpected_message (§4)")
  void namesWhatItExpected() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);

    TlsException thrown =
        Refused.with(
            AlertDescription.UNEXPECTED_MESSAGE,
            "4",
            () -> server.deliver(peer.record(ContentType.HANDSHAKE, Peer.helloMessage())));

    assertEquals("message: client_hello, expected [finished] (RFC 9846 §4)", thrown.getMessage());
  }

  @Test
  @DisplayName("a message behind one that changes the keys: unexpected_message (RFC 9846 §5.1)")
  void refusesAMessageAcrossAKeyChange() throws Exception {
    End server = Peer.server(peer, Phase.START);
    Bytes both = Peer.helloMessage().plus(Peer.finishedMessage());

    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE,
        "5.1",
        () -> server.deliver(peer.record(ContentType.HANDSHAKE, both)));
  }

  @Test
  @DisplayName("a record that does not authenticate: bad_record_mac (RFC 9846 §5.2)")
  void refusesWhatDoesNotAuthenticate() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);

    Refused.with(
        AlertDescription.BAD_RECORD_MAC,
        "5.2",
        () -> server.deliver(Peer.raw(23, Bytes.copyOf(new byte[40]))));

    assertEquals(
        List.of(Alert.fatal(AlertDescription.BAD_RECORD_MAC)), peer.alerts(server.flush()));
  }

  @Test
  @DisplayName("a side that fails takes the other with it")
  void thePeerHearsTheAlert() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());
    duplex.server().deliver(duplex.client().flush());
    duplex.client().deliver(duplex.server().flush());
    assertThrows(TlsException.class, () -> duplex.client().deliver(Bytes.fromHex("17 0303 4141")));

    PeerAlert heard =
        assertThrows(PeerAlert.class, () -> duplex.server().deliver(duplex.client().flush()));

    assertEquals(Alert.fatal(AlertDescription.RECORD_OVERFLOW), heard.received());
    assertEquals(List.of(), duplex.run(Delivery.WHOLE));
  }
}
