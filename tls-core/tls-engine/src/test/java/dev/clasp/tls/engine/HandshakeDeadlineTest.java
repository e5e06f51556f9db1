package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A handshake that takes too long is given up; the clock is ours. */
class HandshakeDeadlineTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Peer peer = new Peer();
  private long now = Long.MAX_VALUE - 5; // overflows on the way
  private final ConnectionOptions options =
      ConnectionOptions.standard().withHandshakeDeadline(LIMIT, () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  @DisplayName("RFC 9846 §6.1: a canceled handshake ends with user_canceled and close_notify")
  void cancelsAHandshakeThatIsLate() throws Exception {
    End server = Peer.server(peer, Phase.START, options);
    pass(LIMIT.plusNanos(1));
    Bytes hello = Peer.raw(22, Peer.helloMessage());

    assertInstanceOf(
        HandshakeTimeout.class,
        Refused.with(AlertDescription.USER_CANCELED, "6.1", () -> server.deliver(hello)));
    assertEquals(
        List.of(
            Alert.warning(AlertDescription.USER_CANCELED),
            Alert.warning(AlertDescription.CLOSE_NOTIFY)),
        peer.alerts(server.flush()));
  }

  @Test
  void seesAByteNowAndThenForWhatItIs() throws Exception {
    End server = Peer.server(peer, Phase.START, options);
    Bytes hello = Peer.raw(22, Peer.helloMessage());
    for (int i = 0; i < 10; i++) {
      server.deliver(hello.slice(i, i + 1));
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofNanos(1));

    assertThrows(HandshakeTimeout.class, () -> server.deliver(hello.slice(10, 11)));
  }

  @Test
  void takesWhatComesInTheLastMoment() throws Exception {
    Duplex duplex = Duplex.mini(options);
    pass(LIMIT);

    duplex.run(Delivery.WHOLE);

    assertTrue(duplex.server().connection.status().established());
  }

  @Test
  void isOverWhenTheHandshakeIsComplete() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED, options);
    pass(LIMIT.multipliedBy(1000));

    server.connection.checkDeadline();

    assertEquals(Optional.empty(), server.connection.handshakeTimeLeft());
    assertTrue(server.connection.failure().isEmpty());
  }

  @Test
  void tellsADriverWhenToWakeUp() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE, options);
    pass(Duration.ofSeconds(3));
    assertEquals(Optional.of(Duration.ofSeconds(7)), server.connection.handshakeTimeLeft());
    pass(Duration.ofSeconds(8));

    assertEquals(Optional.of(Duration.ofSeconds(-1)), server.connection.handshakeTimeLeft());
    assertThrows(HandshakeTimeout.class, () -> server.connection.checkDeadline());
    assertEquals(Optional.empty(), server.connection.handshakeTimeLeft());
    server.connection.checkDeadline(); // once is enough
  }

  @Test
  void givesUpOnWorkThatTakesTooLong() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE, options);
    pass(LIMIT.plusNanos(1));

    assertThrows(HandshakeTimeout.class, () -> server.connection.runPendingWork());
  }

  @Test
  void isNoneUnlessSet() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);

    assertEquals(Optional.empty(), server.connection.handshakeTimeLeft());
  }

  @Test
  void refusesALimitThatIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ConnectionOptions.standard().withHandshakeDeadline(Duration.ZERO, () -> now));
  }
}
