package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.record.PaddingPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and server in memory: however the bytes are cut, the outcome is the same. */
class InMemoryHandshakeTest {
  @ParameterizedTest
  @EnumSource(Suite13.class)
  void completesWithEverySuite(Suite13 suite) throws Exception {
    Duplex duplex =
        Duplex.of(
            MiniHandshake.client(suite), MiniHandshake.server(suite), ConnectionOptions.standard());

    List<Bytes> flights = duplex.run(Delivery.WHOLE);

    assertEquals(3, flights.size());
    assertTalking(duplex);
  }

  @Test
  void completesByteByByte() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());

    duplex.run(Delivery.BYTE_BY_BYTE);

    assertTalking(duplex);
  }

  @Test
  void completesWithEachFlightCutAtEachByte() throws Exception {
    List<Bytes> flights = Duplex.mini(ConnectionOptions.standard()).run(Delivery.WHOLE);
    for (int number = 0; number < flights.size(); number++) {
      for (int at = 1; at < flights.get(number).size(); at++) {
        Duplex duplex = Duplex.mini(ConnectionOptions.standard());
        duplex.run(Delivery.cutting(number, at));
        assertTalking(duplex);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void completesWithEveryMessageCutIntoRecords(int length) throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard().withFragmentLength(length));

    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 1024, 1 << 14})
  void completesWithPadding(int blockLength) throws Exception {
    Duplex duplex =
        Duplex.mini(
            ConnectionOptions.standard().withPadding(PaddingPolicy.toMultipleOf(blockLength)));

    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @Test
  void carriesMoreThanARecordOfData() throws Exception {
    Duplex duplex = Duplex.established();
    Bytes data = Bytes.copyOf(new byte[100_000]).plus(Bytes.of(7));

    duplex.server().deliver(duplex.client().write(data));
    duplex.client().deliver(duplex.server().write(data));

    assertEquals(data, duplex.server().received());
    assertEquals(data, duplex.client().received());
  }

  private static void assertTalking(Duplex duplex) throws Exception {
    assertTrue(duplex.client().connection.status().established());
    assertTrue(duplex.server().connection.status().established());
    duplex.server().deliver(duplex.client().write(Bytes.of(1, 2)));
    duplex.client().deliver(duplex.server().write(Bytes.of(3)));
    assertEquals(Bytes.of(1, 2), duplex.server().received());
    assertEquals(Bytes.of(3), duplex.client().received());
  }
}
