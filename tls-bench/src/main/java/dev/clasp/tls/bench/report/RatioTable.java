package dev.clasp.tls.bench.report;

import dev.clasp.tls.bench.operation.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

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
        "Medians, in µs unless another unit is named; in brackets the peer's divided by Clasp's:"
            + " above 1, Clasp is better.\n");
    for (Row row : rows) {
      text.append("%-32s".formatted(named(row)));
      for (Peer peer : row.medians().keySet()) {
        text.append("  ").append(peer.label()).append(' ').append(cell(row, peer));
      }
      text.append('\n');
    }
    for (Row row : rows) {
      if (!row.allocated().isEmpty()) {
        text.append("%-32s".formatted("allocated by " + row.name()));
        row.allocated()
            .forEach((peer, bytes) -> text.append("  %s %s".formatted(peer.label(), size(bytes))));
        text.append('\n');
      }
    }
    goalLines().forEach(line -> text.append(line).append('\n'));
    unavailableLines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String named(Row row) {
    return row.unit().equals("µs") ? row.name() : "%s (%s)".formatted(row.name(), row.unit());
  }

  private static String size(double bytes) {
    return bytes < 1024
        ? String.format(Locale.ROOT, "%.0f B", bytes)
        : String.format(Locale.ROOT, "%.1f KB", bytes / 1024);
  }

  /** For a README: a table of Markdown with the goals beneath. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(machine)
        .append(
            ". Medians, in µs unless another unit is named; in brackets the peer's divided by"
                + " Clasp's.\n\n");
    appendTable(text, "operation", rows, Row::medians, RatioTable::cell);
    List<Row> allocating = rows.stream().filter(row -> !row.allocated().isEmpty()).toList();
    if (!allocating.isEmpty()) {
      appendTable(
          text,
          "allocated by",
          allocating,
          Row::allocated,
          (row, peer) ->
              Optional.ofNullable(row.allocated().get(peer)).map(RatioTable::size).orElse("–"));
    }
    goalLines().forEach(line -> text.append("- ").append(line).append('\n'));
    unavailableLines().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  private static void appendTable(
      StringBuilder text,
      String title,
      List<Row> rows,
      Function<Row, Map<Peer, Double>> figures,
      BiFunction<Row, Peer, String> cell) {
    List<Peer> peers =
        List.of(Peer.values()).stream()
            .filter(peer -> rows.stream().anyMatch(row -> figures.apply(row).containsKey(peer)))
            .toList();
    text.append("| ").append(title).append(" |");
    peers.forEach(peer -> text.append(' ').append(peer.label()).append(" |"));
    text.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
    for (Row row : rows) {
      text.append("| ").append(named(row)).append(" |");
      for (Peer peer : peers) {
        text.append(' ')
            .append(figures.apply(row).containsKey(peer) ? cell.apply(row, peer) : "–")
            .append(" |");
      }
      text.append('\n');
    }
    text.append('\n');
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
        Goal.Verdict verdict = goal.judge(row, rows, machine.jdk());
        if (verdict != Goal.Verdict.OTHER_JDK) {
          String text = goal.bound().text(goal.bound().figure(row, rows));
          lines.add("%s %s: %s: %s".formatted(goal.id(), goal.operation(), text, verdict));
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
      item.put("unit", row.unit());
      item.put("medians", labelled(row.medians()));
      item.put("ratios", labelled(row.ratios()));
      item.put("allocated", labelled(row.allocated()));
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
    json.put("text", goal.bound().text(goal.bound().figure(row, rows)));
    json.put("verdict", goal.judge(row, rows, machine.jdk()).toString());
    return json;
  }

  private static <T> Map<String, T> labelled(Map<Peer, T> byPeer) {
    Map<String, T> labelled = new LinkedHashMap<>();
    byPeer.forEach((peer, value) -> labelled.put(peer.label(), value));
    return labelled;
  }
}
