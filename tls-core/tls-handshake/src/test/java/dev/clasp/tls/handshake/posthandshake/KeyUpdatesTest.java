package dev.clasp.tls.handshake.posthandshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** KeyUpdate in both directions and both roles (RFC 9846 §4.7.3). */
class KeyUpdatesTest {
  private Loopback loopback;

  @BeforeEach
  void connect() {
    loopback = Loopback.of(TestConfigs.client(), TestConfigs.server()).connect();
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: our keys change behind our KeyUpdate, the peer's stay")
  void updatesOneDirection() throws TlsException {
    Optional<Epoch> write = loopback.client().writeEpoch();
    Optional<Epoch> read = loopback.client().readEpoch();

    loopback.client().follow(loopback.client().connected().updateKeys(false));
    assertEquals(write, loopback.client().outbox().peek().epoch());
    loopback.deliver();

    assertNotEquals(write, loopback.client().writeEpoch());
    assertEquals(read, loopback.client().readEpoch());
    assertSameKeys();
    assertTrue(loopback.server().event(HandshakeEvent.PeerKeysUpdated.class).isPresent());
    assertTrue(loopback.server().event(HandshakeEvent.OwnKeysUpdated.class).isEmpty());
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: update_requested is answered with update_not_requested")
  void updatesBothDirections() throws TlsException {
    for (TestPeer peer : new TestPeer[] {loopback.client(), loopback.server()}) {
      Optional<Epoch> write = peer.writeEpoch();
      Optional<Epoch> read = peer.readEpoch();

      peer.follow(peer.connected().updateKeys(true));
      loopback.deliver();

      assertNotEquals(write, peer.writeEpoch());
      assertNotEquals(read, peer.readEpoch());
      assertSameKeys();
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: requests that cross are both answered")
  void requestsThatCross() throws TlsException {
    loopback.client().follow(loopback.client().connected().updateKeys(true));
    loopback.server().follow(loopback.server().connected().updateKeys(true));
    loopback.deliver();

    assertSameKeys();
    assertEquals(2, count(loopback.client(), HandshakeEvent.OwnKeysUpdated.class));
    assertEquals(2, count(loopback.server(), HandshakeEvent.OwnKeysUpdated.class));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: no second request before the first is answered")
  void oneRequestAtATime() throws TlsException {
    TestPeer client = loopback.client();
    client.follow(client.connected().updateKeys(true));
    client.follow(client.connected().updateKeys(true));
    assertEquals(new KeyUpdate(KeyUpdate.UPDATE_REQUESTED), Loopback.decode(frame(client)));
    assertEquals(new KeyUpdate(KeyUpdate.UPDATE_NOT_REQUESTED), Loopback.decode(frame(client)));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: after the answer we may ask again")
  void asksAgainAfterTheAnswer() throws TlsException {
    TestPeer client = loopback.client();
    client.follow(client.connected().updateKeys(true));
    loopback.deliver();
    client.follow(client.connected().updateKeys(true));

    assertEquals(new KeyUpdate(KeyUpdate.UPDATE_REQUESTED), Loopback.decode(frame(client)));
  }

  @Test
  @DisplayName("RFC 9846 §5.1: more data behind the KeyUpdate in its record")
  void recordBoundary() throws TlsException {
    for (TestPeer peer : new TestPeer[] {loopback.client(), loopback.server()}) {
      HandshakeFrame frame = Loopback.frameOf(new KeyUpdate(KeyUpdate.UPDATE_NOT_REQUESTED), false);

      TlsException e = assertThrows(TlsException.class, () -> peer.receiving().receive(frame));

      Loopback.assertFailure(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5.1"), e);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: any other value of request_update")
  void otherValue() {
    Bytes raw = Bytes.of(HandshakeType.KEY_UPDATE.value(), 0, 0, 1, 2);
    HandshakeFrame frame = new HandshakeFrame(HandshakeType.KEY_UPDATE, raw.slice(4, 5), raw, true);

    TlsException e =
        assertThrows(TlsException.class, () -> loopback.server().receiving().receive(frame));

    Loopback.assertFailure(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.7.3"), e);
  }

  private void assertSameKeys() {
    assertEquals(loopback.client().writeEpoch(), loopback.server().readEpoch());
    assertEquals(loopback.server().writeEpoch(), loopback.client().readEpoch());
  }

  private static HandshakeFrame frame(TestPeer peer) {
    return peer.outbox().remove().frame().orElseThrow();
  }

  private static long count(TestPeer peer, Class<? extends HandshakeEvent> kind) {
    return peer.events().stream().filter(kind::isInstance).count();
  }
}
