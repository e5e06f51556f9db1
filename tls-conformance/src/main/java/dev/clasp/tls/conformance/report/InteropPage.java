package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.interop.Direction;
import dev.clasp.tls.conformance.interop.InteropReport;
import dev.clasp.tls.conformance.interop.InteropResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The interoperability matrix as one self-contained page. */
public record InteropPage(InteropReport report) {
  private static final String TEMPLATE = "interop.ftlh";

  /** The whole page. */
  public String html() {
    return HtmlTemplate.render(
        TEMPLATE,
        Map.of(
            "works", report.count(InteropResult.Outcome.WORKS),
            "failed", report.count(InteropResult.Outcome.FAILED),
            "seconds", String.format(Locale.ROOT, "%.1f", report.milliseconds() / 1000.0),
            "found", report.found().stream().map(InteropPage::peer).toList(),
            "missing",
                report.peers().stream()
                    .filter(peer -> peer.version().isEmpty())
                    .map(InteropPage::peer)
                    .toList(),
            "tables", tables(),
            "failures", report.failures().stream().map(InteropPage::failure).toList()));
  }

  private static Map<String, Object> peer(InteropReport.Column peer) {
    return Map.of(
        "name", peer.name(), "version", peer.version().orElse(""), "wanted", peer.wanted());
  }

  private static Map<String, Object> failure(InteropResult result) {
    return Map.of(
        "id", anchor(result),
        "peer", result.peer(),
        "trial", result.trial().toString(),
        "detail", result.detail());
  }

  private static String anchor(InteropResult result) {
    return result.peer() + "/" + result.trial().id();
  }

  /** A table for each version and section. */
  private List<Map<String, Object>> tables() {
    Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    for (InteropReport.Row row : report.rows()) {
      tables
          .computeIfAbsent(
              "%s, %s".formatted(row.version(), row.section()), ignored -> new ArrayList<>())
          .add(Map.of("subject", row.subject(), "cells", cells(row)));
    }
    List<Map<String, Object>> list = new ArrayList<>();
    tables.forEach((title, rows) -> list.add(Map.of("title", title, "rows", rows)));
    return list;
  }

  private List<Map<String, Object>> cells(InteropReport.Row row) {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (InteropReport.Column peer : report.found()) {
      for (Direction direction : Direction.values()) {
        Optional<InteropResult> result =
            Optional.ofNullable(row.cells().get(peer.name()))
                .flatMap(each -> Optional.ofNullable(each.get(direction)));
        cells.add(
            Map.of(
                "outcome",
                result
                    .map(each -> each.outcome().name().toLowerCase(Locale.ROOT))
                    .orElse("not_in_peer"),
                "title",
                result.map(each -> each.peer() + ": " + each.trial()).orElse(""),
                "anchor",
                result.map(InteropPage::anchor).orElse("")));
      }
    }
    return cells;
  }
}
