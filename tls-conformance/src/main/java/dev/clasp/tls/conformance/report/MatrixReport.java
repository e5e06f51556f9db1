package dev.clasp.tls.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several targets side by side on one self-contained page: by section of the RFC, then every
 * conversation on which they differ or fail.
 */
public final class MatrixReport {
  private static final String TEMPLATE = "matrix.ftlh";

  /** The gravest verdict of a conversation's cells is shown. */
  private static final List<String> GRAVITY =
      List.of("absent", "skipped", "passed", "inconclusive", "noted", "failed");

  private final List<ObjectNode> reports;
  private final Clauses clauses;

  /**
   * @param reports as {@code report.json} has them, a column each
   */
  public MatrixReport(List<ObjectNode> reports, Clauses clauses) {
    this.reports = List.copyOf(reports);
    this.clauses = clauses;
  }

  /** The whole page. */
  public String html() {
    Map<String, Object> model = new HashMap<>();
    model.put("targets", reports.stream().map(MatrixReport::target).toList());
    List<Map<String, Object>> sections = new ArrayList<>();
    Map<String, List<Row>> bySection = bySection();
    bySection.forEach((name, rows) -> sections.add(section(name, rows)));
    model.put("sections", sections);
    model.put(
        "differing",
        bySection.values().stream()
            .flatMap(List::stream)
            .filter(MatrixReport::isWorthShowing)
            .count());
    return HtmlTemplate.render(TEMPLATE, model);
  }

  private static Map<String, Object> target(ObjectNode report) {
    Map<String, Object> target = new HashMap<>();
    target.put("name", report.path("target").asText());
    target.put("started", report.path("started").asText().replaceFirst("T.*", ""));
    target.put("seed", report.path("seed").asText());
    for (String column : List.of("passed", "failed", "noted", "skipped", "inconclusive")) {
      target.put(column, report.path("totals").path(column).asInt());
    }
    return target;
  }

  /** What one conversation came to with each target. */
  private record Row(String id, String title, List<String> requirements, List<Cell> cells) {}

  /**
   * @param column of {@link #GRAVITY}
   * @param shown the verdict, and how many cells of the conversation have failed
   * @param found in words; empty where it passed
   */
  private record Cell(String column, String shown, String found) {
    static final Cell ABSENT = new Cell("absent", "", "");
  }

  private Map<String, List<Row>> bySection() {
    Map<String, List<JsonNode>> first = new TreeMap<>();
    List<Map<String, List<JsonNode>>> columns = new ArrayList<>();
    for (ObjectNode report : reports) {
      Map<String, List<JsonNode>> column = new HashMap<>();
      for (JsonNode result : report.path("results")) {
        String id = ReportFiles.id(result).replaceFirst("\\[.*$", "");
        column.computeIfAbsent(id, ignored -> new ArrayList<>()).add(result);
        first.computeIfAbsent(id, ignored -> new ArrayList<>()).add(result);
      }
      columns.add(column);
    }
    Map<String, List<Row>> sections =
        new TreeMap<>(
            Comparator.comparing(Sections::sortKey).thenComparing(Comparator.naturalOrder()));
    first.forEach(
        (id, results) -> {
          JsonNode any = results.get(0);
          List<String> requirements = new ArrayList<>();
          any.path("requirements").forEach(each -> requirements.add(each.asText()));
          List<Cell> cells =
              columns.stream().map(column -> cell(column.getOrDefault(id, List.of()))).toList();
          String section =
              requirements.isEmpty() ? Sections.OTHERS : Clauses.section(requirements.get(0));
          sections
              .computeIfAbsent(section, ignored -> new ArrayList<>())
              .add(new Row(id, any.path("title").asText(), requirements, cells));
        });
    return sections;
  }

  private static Cell cell(List<JsonNode> results) {
    Cell gravest = Cell.ABSENT;
    long failed = results.stream().filter(each -> each.path("fails").asBoolean()).count();
    for (JsonNode result : results) {
      String column = ReportFiles.column(result);
      if (GRAVITY.indexOf(column) > GRAVITY.indexOf(gravest.column())) {
        String verdict = result.path("verdict").asText();
        gravest =
            new Cell(
                column,
                failed > 1 ? "%s ×%d".formatted(verdict, failed) : verdict,
                column.equals("passed") ? "" : result.path("found").asText());
      }
    }
    return gravest;
  }

  private Map<String, Object> section(String name, List<Row> rows) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("name", name);
    section.put(
        "title",
        rows.stream()
            .flatMap(row -> row.requirements().stream().limit(1))
            .findFirst()
            .flatMap(clauses::find)
            .map(Clauses.Clause::title)
            .orElse(""));
    List<Map<String, Object>> counts = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      int column = i;
      long failed =
          rows.stream().filter(row -> row.cells().get(column).column().equals("failed")).count();
      long ran =
          rows.stream()
              .filter(row -> GRAVITY.indexOf(row.cells().get(column).column()) >= 2)
              .count();
      counts.add(Map.of("failed", failed, "ran", ran));
    }
    section.put("counts", counts);
    section.put("rows", rows.stream().filter(MatrixReport::isWorthShowing).map(this::row).toList());
    return section;
  }

  /** Some target fails it, or is noted for it. */
  private static boolean isWorthShowing(Row row) {
    return row.cells().stream()
        .anyMatch(cell -> GRAVITY.indexOf(cell.column()) > GRAVITY.indexOf("passed"));
  }

  private Map<String, Object> row(Row row) {
    String quote =
        row.requirements().stream()
            .findFirst()
            .flatMap(clauses::find)
            .map(Clauses.Clause::quote)
            .orElse("");
    return Map.of(
        "id", row.id(),
        "title", row.title(),
        "clause", row.requirements().isEmpty() ? "" : row.requirements().get(0),
        "quote", quote,
        "cells",
            row.cells().stream()
                .map(
                    cell ->
                        Map.of(
                            "column", cell.column(), "shown", cell.shown(), "found", cell.found()))
                .toList());
  }
}
