package dev.clasp.tls.conformance.interop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The matrix: who was here, and what came of every trial.
 *
 * @param peers in the order of the columns
 */
public record InteropReport(List<Column> peers, List<InteropResult> results, long milliseconds) {
  /**
   * One peer.
   *
   * @param version empty when it was not found
   * @param wanted what to install to have it
   */
  public record Column(String name, Optional<String> version, String wanted) {}

  /**
   * What several cells are about.
   *
   * @param section where it belongs
   * @param cells of each peer by name, in each direction
   */
  public record Row(
      ProtocolVersion version,
      String section,
      String subject,
      Map<String, Map<Direction, InteropResult>> cells) {}

  public InteropReport {
    peers = List.copyOf(peers);
    results = List.copyOf(results);
  }

  /** The peers that were here. */
  public List<Column> found() {
    return peers.stream().filter(peer -> peer.version().isPresent()).toList();
  }

  public long count(InteropResult.Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  public List<InteropResult> failures() {
    return results.stream()
        .filter(result -> result.outcome() == InteropResult.Outcome.FAILED)
        .toList();
  }

  /** The rows in which at least one peer has something to show. */
  public List<Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (InteropResult result : results) {
      Trial trial = result.trial();
      String key = trial.version() + "/" + trial.subject();
      rows.computeIfAbsent(
              key,
              ignored ->
                  new Row(
                      trial.version(),
                      trial.subject().section(),
                      trial.subject().toString(),
                      new LinkedHashMap<>()))
          .cells()
          .computeIfAbsent(result.peer(), ignored -> new LinkedHashMap<>())
          .put(trial.direction(), result);
    }
    return new ArrayList<>(rows.values())
        .stream()
            .filter(
                row ->
                    row.cells().values().stream()
                        .flatMap(cells -> cells.values().stream())
                        .anyMatch(cell -> cell.outcome() != InteropResult.Outcome.NOT_IN_PEER))
            .toList();
  }

  /** {@code clasp-interop/1}. */
  public String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", "clasp-interop/1");
    root.put("passed", count(InteropResult.Outcome.WORKS));
    root.put("failed", count(InteropResult.Outcome.FAILED));
    root.put("skipped", count(InteropResult.Outcome.NOT_IN_PEER));
    root.put("inconclusive", 0);
    root.put("seconds", milliseconds / 1000.0);
    ArrayNode columns = root.putArray("peers");
    for (Column peer : peers) {
      ObjectNode node = columns.addObject().put("name", peer.name());
      node.put("found", peer.version().isPresent());
      node.put("version", peer.version().orElse(null));
      node.put("wanted", peer.wanted());
    }
    ArrayNode items = root.putArray("trials");
    for (InteropResult result : results) {
      items
          .addObject()
          .put("id", result.peer() + "/" + result.trial().id())
          .put("peer", result.peer())
          .put("version", result.trial().version().toString())
          .put("subject", result.trial().subject().toString())
          .put("peerRole", result.trial().direction().peerRole())
          .put("outcome", result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .put("detail", result.detail())
          .put("milliseconds", result.milliseconds());
    }
    return root.toPrettyString() + "\n";
  }
}
