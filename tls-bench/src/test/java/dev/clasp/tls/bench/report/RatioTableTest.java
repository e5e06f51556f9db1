package dev.clasp.tls.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.bench.operation.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTableTest {
  static final Machine MACHINE = new Machine(25, "VM 25", "a processor", 2, Instant.EPOCH, 60);
  static final Row ROW =
      new Row(
          "x25519.agreement",
          "one agreement",
          Map.of(Peer.CLASP, 50.0, Peer.JDK, 160.0, Peer.BC, 75.0),
          Map.of(Peer.ACCP, "no such algorithm"));
  static final RatioTable TABLE = new RatioTable(List.of(ROW), MACHINE);

  @Test
  void aRatioAboveOneMeansThatClaspIsFaster() {
    assertEquals(Map.of(Peer.JDK, 3.2, Peer.BC, 1.5), ROW.ratios());
  }

  @Test
  void withoutClaspThereIsNothingToCompare() {
    Row row = new Row("x", "y", Map.of(Peer.JDK, 1.0), Map.of(Peer.CLASP, "broken"));

    assertEquals(Map.of(), row.ratios());
  }

  @Test
  void theTableNamesTimesRatiosGoalsAndMissingPeers() {
    String text = TABLE.toText();

    assertTrue(text.contains("clasp 50.00"), text);
    assertTrue(text.contains("jdk 160.00 (3.20×)"), text);
    assertTrue(text.contains("P6 x25519.agreement: 3.20× jdk, goal 3.0×: met"), text);
    assertTrue(text.contains("P6 x25519.agreement: 1.50× bc, goal 1.6×: not met"), text);
    assertTrue(text.contains("not measured: accp: no such algorithm: x25519.agreement"), text);
  }

  @Test
  void theMarkdownHasAColumnForEachPeerMeasured() {
    String markdown = TABLE.toMarkdown();

    assertTrue(
        markdown.contains("| operation | clasp | jdk | bc |\n|---|---|---|---|\n"), markdown);
    assertTrue(
        markdown.contains("| x25519.agreement | 50.00 | 160.00 (3.20×) | 75.00 (1.50×) |"),
        markdown);
  }

  @Test
  void theJsonIsClaspBench1() {
    JsonNode json = new ObjectMapper().valueToTree(TABLE.toJson());

    assertEquals("clasp-bench/1", json.get("format").asText());
    JsonNode row = json.get("rows").get(0);
    assertEquals(160.0, row.get("medians").get("jdk").asDouble());
    assertEquals(3.2, row.get("ratios").get("jdk").asDouble());
    assertEquals("no such algorithm", row.get("unavailable").get("accp").asText());
    assertEquals("met", row.get("goals").get(0).get("verdict").asText());
  }
}
