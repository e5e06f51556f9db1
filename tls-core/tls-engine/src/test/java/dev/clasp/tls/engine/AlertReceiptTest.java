package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.PeerAlert;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What alerts of the peer do (RFC 9846 §6). */
class AlertReceiptTest {
  private final Peer peer = new Peer();

  static List<AlertDescription> errors() {
    List<AlertDescription> errors =
        new java.util.ArrayList<>(
            AlertDescription.known().stream().filter(alert -> !alert.isClosure()).toList());
    errors.add(new AlertDescription(200)); // "Unknown Alert types MUST be treated as error alerts"
    return errors;
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName("an error alert of any level ends the connection, unanswered (RFC 9846 §6, §6.2)")
  void endsOnAnError(AlertDescription description) throws Exception {
    for (int level : new int[] {0, 1, 2, 255}) {
      Peer talker = new Peer();
      End server = Peer.server(talker, Phase.ESTABLISHED);
      Bytes record = talker.alert(level, description);

      PeerAlert thrown = assertThrows(PeerAlert.class, () -> server.deliver(record));

      assertEquals(new Alert(level, description), thrown.received());
      assertTrue(server.connection.status().isOver());
    }
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("an error alert is heard in every phase")
  void hearsAnErrorInEveryPhase(Phase phase) throws Exception {
    End server = Peer.server(peer, phase);
    Bytes record = peer.alert(AlertDescription.HANDSHAKE_FAILURE);

    assertThrows(PeerAlert.class, () -> server.deliver(record));
    assertTrue(server.connection.status().isOver());
  }

  @Test
  @DisplayName("a plaintext alert is heard while the peer may have no keys (RFC 9846 §7.3)")
  void hearsAPeerWithoutKeys() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);
    Alert failed = Alert.fatal(AlertDescription.ILLEGAL_PARAMETER);

    PeerAlert thrown =
        assertThrows(PeerAlert.class, () -> server.deliver(Peer.raw(21, failed.encoded())));

    assertEquals(failed, thrown.received());
  }

  @Test
  @DisplayName("an error alert inside a handshake message ends the connection all the same")
  void hearsAnErrorInsideAMessage() throws Exception {
    End server = Peer.server(peer, Phase.START);
    server.deliver(peer.record(ContentType.HANDSHAKE, Peer.helloMessage().first(2)));

    Bytes record = peer.alert(AlertDescription.INTERNAL_ERROR);

    assertThrows(PeerAlert.class, () -> server.deliver(record));
    assertTrue(server.connection.status().isOver());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  @DisplayName("close_notify of any level ends the peer's direction (RFC 9846 §6, §6.1)")
  void closesOnCloseNotify(int level) throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);

    assertEquals(
        ReadResult.CLOSED, server.deliver(peer.alert(level, AlertDescription.CLOSE_NOTIFY)));
  }

  @Test
  @DisplayName("close_notify in the handshake fails it, and is answered (RFC 9846 §6.1)")
  void failsOnCloseNotifyInTheHandshake() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);
    Bytes record = peer.alert(1, AlertDescription.CLOSE_NOTIFY);

    assertThrows(PeerAlert.class, () -> server.deliver(record));

    assertEquals(
        List.of(Alert.warning(AlertDescription.CLOSE_NOTIFY)), peer.alerts(server.flush()));
    assertTrue(server.connection.status().isOver());
  }

  @Test
  @DisplayName("after user_canceled reading goes on until close_notify (RFC 9846 §6.1)")
  void readsOnAfterUserCanceled() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);

    server.deliver(peer.alert(1, AlertDescription.USER_CANCELED));
    server.deliver(peer.record(ContentType.APPLICATION_DATA, Bytes.of(5)));

    assertEquals(Bytes.of(5), server.received());
    assertEquals(ReadResult.CLOSED, server.deliver(peer.alert(1, AlertDescription.CLOSE_NOTIFY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"02", "0228 0228", "022800"})
  @DisplayName("an alert record holds one alert exactly: decode_error (RFC 9846 §5.1)")
  void refusesSplitAndJoinedAlerts(String content) throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    Bytes record = peer.record(ContentType.ALERT, Bytes.fromHex(content));

    Refused.with(AlertDescription.DECODE_ERROR, "5.1", () -> server.deliver(record));
  }
}
