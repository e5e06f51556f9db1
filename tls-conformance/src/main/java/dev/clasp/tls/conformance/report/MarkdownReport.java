package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import java.util.Comparator;
import java.util.List;

/** {@code report.md}: totals, sections and failures, for a pull request or an issue. */
final class MarkdownReport {
  private final RunReport report;
  private final Clauses clauses;
  private final Replays replays;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(RunReport report, Clauses clauses, Replays replays) {
    this.report = report;
    this.clauses = clauses;
    this.replays = replays;
  }

  static String of(RunReport report, Clauses clauses, Replays replays) {
    return new MarkdownReport(report, clauses, replays).write();
  }

  private String write() {
    line("# TLS conformance: " + escaped(report.target()));
    line("");
    line(
        "%d passed, %d failed, %d noted, %d skipped, %d inconclusive in %.1f s, seed %d"
            .formatted(
                report.passed(),
                report.failed(),
                report.informative(),
                report.skipped(),
                report.inconclusive(),
                report.milliseconds() / 1000.0,
                report.seed()));
    line("");
    line("| clause | | passed | failed | noted | skipped |");
    line("|---|---|---|---|---|---|");
    for (Sections.Section section : Sections.of(report, clauses)) {
      line(
          "| %s | %s | %d | %d | %d | %d |"
              .formatted(
                  section.name(),
                  escaped(section.title()),
                  section.count(report, Sections.Kind.PASSED),
                  section.count(report, Sections.Kind.FAILED),
                  section.count(report, Sections.Kind.NOTED),
                  section.count(report, Sections.Kind.SKIPPED)
                      + section.count(report, Sections.Kind.INCONCLUSIVE)));
    }
    failures();
    return text.toString();
  }

  private void failures() {
    List<Result> failed =
        report.results().stream()
            .filter(result -> result.fails(report.strict()))
            .sorted(Comparator.comparing((Result result) -> result.verdict().weight()).reversed())
            .toList();
    for (Result result : failed) {
      line("");
      line("## %s %s".formatted(result.verdict(), escaped(result.id())));
      line("");
      line(escaped(result.title()));
      line("");
      line("- expected: " + escaped(result.judgement().expected()));
      line("- found: " + escaped(result.judgement().found()));
      for (String id : result.requirements()) {
        String quote = clauses.find(id).map(clause -> ": “" + clause.quote() + "”").orElse("");
        line("- %s%s".formatted(Clauses.section(id), escaped(quote)));
      }
      line("- `%s`".formatted(replays.of(result)));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** What Markdown would take for a table, a tag or emphasis. */
  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }
}
