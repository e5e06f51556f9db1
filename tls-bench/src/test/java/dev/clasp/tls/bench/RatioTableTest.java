package dev.clasp.tls.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RatioTableTest {
  private static final RatioTable.Row ROW =
      new RatioTable.Row(
          "HandshakeBenchmark.full",
          Map.of("certificate", "P256"),
          "us/op",
          new TreeMap<>(Map.of("clasp", 200.0, "jsse", 1000.0)));

  @Test
  void aRatioAboveOneMeansThatClaspIsFaster() {
    assertEquals(Map.of("jsse", 5.0), ROW.ratios());
  }

  @Test
  void withoutClaspThereIsNothingToCompare() {
    RatioTable.Row row = new RatioTable.Row("X.y", Map.of(), "us/op", Map.of("jsse", 1.0));

    assertEquals(Map.of(), row.ratios());
  }

  @Test
  void theTableNamesPeersAndRatios() {
    String text = new RatioTable(List.of(ROW)).toText();

    assertTrue(text.contains("clasp 200.00 us/op"), text);
    assertTrue(text.contains("vs jsse 5.00x"), text);
  }
}
