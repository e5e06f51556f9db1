package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch13.Kind;
import dev.clasp.tls.record.PaddingPolicy;
import dev.clasp.tls.record.WriteHalf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changing keys in an established connection (RFC 9846 §4.7.3, §5.5). */
class KeyUpdateTest {
  @Test
  @DisplayName("each side changes its write keys and the other follows (RFC 9846 §4.7.3)")
  void updatesOneDirection() throws Exception {
    Duplex duplex = Duplex.established();

    duplex.client().connection.updateKeys(false);
    assertEquals(1, duplex.run(Delivery.BYTE_BY_BYTE).size());
    duplex.server().connection.updateKeys(false);
    assertEquals(1, duplex.run(Delivery.BYTE_BY_BYTE).size());

    assertTalking(duplex);
  }

  @Test
  @DisplayName("update_requested is answered (RFC 9846 §4.7.3)")
  void updatesBothDirections() throws Exception {
    Duplex duplex = Duplex.established();

    duplex.server().connection.updateKeys(true);

    assertEquals(2, duplex.run(Delivery.WHOLE).size());
    assertTalking(duplex);
  }

  @Test
  @DisplayName("requests that cross are each answered (RFC 9846 §4.7.3)")
  void survivesCrossingRequests() throws Exception {
    Duplex duplex = Duplex.established();
    duplex.client().connection.updateKeys(true);
    duplex.server().connection.updateKeys(true);

    Bytes fromClient = duplex.client().flush();
    Bytes fromServer = duplex.server().flush();
    duplex.server().deliver(fromClient);
    duplex.client().deliver(fromServer);
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @Test
  @DisplayName("the answer goes out before the next application data (RFC 9846 §4.7.3)")
  void answersBeforeTheNextData() throws Exception {
    Duplex duplex = Duplex.established();
    duplex.client().connection.updateKeys(true);
    duplex.server().deliver(duplex.client().flush());

    duplex.client().deliver(duplex.server().write(Bytes.of(4)));

    assertEquals(Bytes.of(4), duplex.client().received());
    assertTalking(duplex);
  }

  @Test
  @DisplayName("the write keys are updated before their limit, unasked (RFC 9846 §5.5)")
  void updatesByPolicy() throws Exception {
    Duplex duplex =
        Duplex.mini(ConnectionOptions.standard().withKeyUpdates(KeyUpdatePolicy.afterRecords(3)));
    duplex.run(Delivery.WHOLE);
    Bytes sent = Bytes.empty();

    int keyUpdates = 0;
    for (int i = 0; i < 10; i++) {
      Bytes data = Bytes.of(i);
      sent = sent.plus(data);
      Bytes written = duplex.client().write(data);
      keyUpdates += written.size() > 5 + 1 + 1 + 16 ? 1 : 0; // another record is with it
      duplex.server().deliver(written);
    }

    assertEquals(3, keyUpdates); // before records 4, 7 and 10
    assertEquals(sent, duplex.server().received());
  }

  @Test
  @DisplayName("the write keys are updated as the AEAD's limit comes near, again and again (§5.5)")
  void updatesNearTheLimitOfTheAead() throws Exception {
    WriteHalf fresh = new WriteHalf(MiniHandshake.CRYPTO, PaddingPolicy.NONE);
    fresh.changeKeys(MiniHandshake.epoch(Kind.APPLICATION, MiniHandshake.SUITE, true));
    KeyUpdatePolicy afterFour = KeyUpdatePolicy.withReserve(fresh.recordsLeft() - 4);
    Duplex duplex = Duplex.mini(ConnectionOptions.standard().withKeyUpdates(afterFour));
    duplex.run(Delivery.WHOLE);

    int keyUpdates = 0;
    for (int i = 0; i < 12; i++) {
      Bytes written = duplex.client().write(Bytes.of(i));
      keyUpdates += written.size() > 5 + 1 + 1 + 16 ? 1 : 0; // another record is with it
      duplex.server().deliver(written);
    }

    assertEquals(2, keyUpdates); // before records 5 and 9
    assertEquals(12, duplex.server().received().size());
  }

  @Test
  @DisplayName("where keys cannot be updated the connection ends at the limit (RFC 9846 §5.5)")
  void endsAtTheLimitWithoutUpdates() throws Exception {
    Duplex duplex =
        Duplex.of(
            MiniHandshake.client(MiniHandshake.SUITE_WITHOUT_UPDATES),
            MiniHandshake.server(MiniHandshake.SUITE_WITHOUT_UPDATES),
            ConnectionOptions.standard().withKeyUpdates(KeyUpdatePolicy.afterRecords(1)));
    duplex.run(Delivery.WHOLE);
    duplex.client().write(Bytes.of(1));

    Refused.with(AlertDescription.INTERNAL_ERROR, "5.5", () -> duplex.client().write(Bytes.of(2)));
  }

  @Test
  void cannotBeAskedForBeforeTheHandshakeIsComplete() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());

    assertThrows(IllegalStateException.class, () -> duplex.client().connection.updateKeys(false));
    duplex.run(Delivery.WHOLE); // and no harm was done
    assertTalking(duplex);
  }

  @Test
  void cannotBeAskedForAfterClosing() throws Exception {
    Duplex duplex = Duplex.established();
    duplex.client().connection.close();

    assertThrows(IllegalStateException.class, () -> duplex.client().connection.updateKeys(false));
  }

  @Test
  void aPolicyAllowsAtLeastOneRecord() {
    assertThrows(IllegalArgumentException.class, () -> KeyUpdatePolicy.afterRecords(0));
    assertThrows(IllegalArgumentException.class, () -> KeyUpdatePolicy.withReserve(1023));
  }

  private static void assertTalking(Duplex duplex) throws Exception {
    Bytes before = duplex.client().received();
    duplex.server().deliver(duplex.client().write(Bytes.of(1, 2)));
    duplex.client().deliver(duplex.server().write(Bytes.of(3)));
    assertEquals(Bytes.of(1, 2), duplex.server().received());
    assertEquals(before.plus(Bytes.of(3)), duplex.client().received());
  }
}
