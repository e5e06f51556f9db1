package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.clasp.tls.crypto.Bytes;
import org.junit.jupiter.api.Test;

class RecentKeysTest {
  @Test
  void theKeyNotUsedForLongestGivesWay() {
    RecentKeys<String> keys = new RecentKeys<>(2);
    keys.add(Bytes.fromHex("01"), "one");
    keys.add(Bytes.fromHex("02"), "two");

    assertEquals("one", keys.find(Bytes.fromHex("01")));
    keys.add(Bytes.fromHex("03"), "three");

    assertEquals("one", keys.find(Bytes.fromHex("01")));
    assertNull(keys.find(Bytes.fromHex("02")));
    assertEquals("three", keys.find(Bytes.fromHex("03")));
  }
}
