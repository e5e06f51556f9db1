package dev.clasp.tls.bench.report;

import dev.clasp.tls.bench.operation.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Medians of one run, the peers' divided by Clasp's.
 *
 * @param rows one for each operation
 * @param machine where they were measured
 */
public record RatioTable(List<Row> rows, Machine machine) {
  public RatioTable {
    rows = List.copyOf(rows);
  }

  /** For people: one line a row, then the goals, then the peers that are missing. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(machine).append('\n');
    text.append(
        "Medians in µs; in brackets the peer's divided by Clasp's: above 1, Clasp is faster.\n");
    for (Row row : rows) {
      text.append("%-32s".formatted(row.name()));
      for (Peer peer : row.medians().keySet()) {
        text.append("  ").append(peer.label()).append(' ').append(cell(row, peer));
      }
      text.append('\n');
    }
    goalLines().forEach(line -> text.append(line).append('\n'));
    unavailableLines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** For a README: a table of Markdown with the goals beneath. */
  public String toMarkdown() {
    List<Peer> peers =
        List.of(Peer.values()).stream()
            .filter(peer -> rows.stream().anyMatch(row -> row.medians().containsKey(peer)))
            .toList();
    StringBuilder text = new StringBuilder();
    text.append(machine).append(". Medians in µs, in brackets the peer's divided by Clasp's.\n\n");
    text.append("| operation |");
    peers.forEach(peer -> text.append(' ').append(peer.label()).append(" |"));
    text.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
    for (Row row : rows) {
      text.append("| ").append(row.name()).append(" |");
      for (Peer peer : peers) {
        text.append(' ')
            .append(row.medians().containsKey(peer) ? cell(row, peer) : "–")
            .append(" |");
      }
      text.append('\n');
    }
    text.append('\n');
    goalLines().forEach(line -> text.append("- ").append(line).append('\n'));
    unavailableLines().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  private static String cell(Row row, Peer peer) {
    String median = String.format(Locale.ROOT, "%.2f", row.medians().get(peer));
    Double ratio = row.ratios().get(peer);
    return ratio == null ? median : median + String.format(Locale.ROOT, " (%.2f×)", ratio);
  }

  /** One line for each goal that this JDK can tell about. */
  List<String> goalLines() {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      for (Goal goal : Goal.of(row)) {
        Goal.Verdict verdict = goal.judge(row, machine.jdk());
        if (verdict != Goal.Verdict.OTHER_JDK) {
          Double measured = row.ratios().get(goal.peer());
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s %s: %s× %s, goal %.1f×: %s",
                  goal.id(),
                  goal.operation(),
                  measured == null ? "?" : String.format(Locale.ROOT, "%.2f", measured),
                  goal.peer().label(),
                  goal.ratio(),
                  verdict));
        }
      }
    }
    return lines;
  }

  /** One line for each peer and reason. */
  private List<String> unavailableLines() {
    Map<String, TreeSet<String>> names = new TreeMap<>();
    for (Row row : rows) {
      row.unavailable()
          .forEach(
              (peer, reason) ->
                  names
                      .computeIfAbsent(
                          "not measured: " + peer.label() + ": " + reason, key -> new TreeSet<>())
                      .add(row.name()));
    }
    return names.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .toList();
  }

  /** For machines: {@code clasp-bench/1}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "clasp-bench/1");
    json.put("jvm", machine.jvm());
    json.put("processor", machine.processor());
    json.put("processors", machine.processors());
    json.put("time", machine.time().toString());
    json.put("seconds", machine.seconds());
    List<Map<String, Object>> items = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("name", row.name());
      item.put("what", row.what());
      item.put("unit", "us/op");
      item.put("medians", labelled(row.medians()));
      item.put("ratios", labelled(row.ratios()));
      item.put("unavailable", labelled(row.unavailable()));
      item.put("goals", Goal.of(row).stream().map(goal -> goalJson(goal, row)).toList());
      items.add(item);
    }
    json.put("rows", items);
    return json;
  }

  private Map<String, Object> goalJson(Goal goal, Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", goal.id());
    json.put("peer", goal.peer().label());
    json.put("ratio", goal.ratio());
    json.put("verdict", goal.judge(row, machine.jdk()).toString());
    return json;
  }

  private static <T> Map<String, T> labelled(Map<Peer, T> byPeer) {
    Map<String, T> labelled = new LinkedHashMap<>();
    byPeer.forEach((peer, value) -> labelled.put(peer.label(), value));
    return labelled;
  }
}
