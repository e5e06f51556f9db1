package dev.clasp.tls.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * Medians of one run, the peers' divided by Clasp's.
 *
 * @param rows one for each benchmark and combination of its other parameters
 */
public record RatioTable(List<Row> rows) {
  /** The parameter that tells whose code ran, and its value for ours. */
  static final String PEER = "peer";

  static final String CLASP = "clasp";

  /**
   * One benchmark with one combination of parameters.
   *
   * @param name class and method, such as {@code HandshakeBenchmark.full}
   * @param parameters all but the peer
   * @param unit of the medians, such as {@code us/op}
   * @param medians by peer
   */
  public record Row(
      String name, Map<String, String> parameters, String unit, Map<String, Double> medians) {
    /** The peer's median divided by Clasp's: above 1, Clasp is faster. */
    public Map<String, Double> ratios() {
      Map<String, Double> ratios = new TreeMap<>();
      Double clasp = medians.get(CLASP);
      if (clasp != null) {
        medians.forEach(
            (peer, median) -> {
              if (!peer.equals(CLASP)) {
                ratios.put(peer, median / clasp);
              }
            });
      }
      return ratios;
    }
  }

  public RatioTable {
    rows = List.copyOf(rows);
  }

  /** Groups results by everything but the peer. */
  public static RatioTable of(Collection<RunResult> results) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      Map<String, String> parameters = new TreeMap<>();
      for (String key : params.getParamsKeys()) {
        parameters.put(key, params.getParam(key));
      }
      String peer = parameters.containsKey(PEER) ? parameters.remove(PEER) : CLASP;
      String[] name = params.getBenchmark().split("\\.");
      String shortName = name[name.length - 2] + "." + name[name.length - 1];
      rows.computeIfAbsent(
              shortName + parameters,
              key ->
                  new Row(
                      shortName,
                      parameters,
                      result.getPrimaryResult().getScoreUnit(),
                      new TreeMap<>()))
          .medians()
          .put(peer, result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    return new RatioTable(new ArrayList<>(rows.values()));
  }

  /** For people: one line a row, ratios behind the times. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append("%-34s %-44s".formatted(row.name(), row.parameters()));
      row.medians()
          .forEach(
              (peer, median) ->
                  text.append(
                      String.format(Locale.ROOT, "  %s %.2f %s", peer, median, row.unit())));
      row.ratios()
          .forEach(
              (peer, ratio) ->
                  text.append(String.format(Locale.ROOT, "  | vs %s %.2fx", peer, ratio)));
      text.append('\n');
    }
    return text.toString();
  }

  /** For machines: {@code clasp-bench/1}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "clasp-bench/1");
    json.put("jvm", Runtime.version().toString());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    List<Map<String, Object>> items = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("name", row.name());
      item.put("parameters", row.parameters());
      item.put("unit", row.unit());
      item.put("medians", row.medians());
      item.put("ratios", row.ratios());
      items.add(item);
    }
    json.put("rows", items);
    return json;
  }
}
