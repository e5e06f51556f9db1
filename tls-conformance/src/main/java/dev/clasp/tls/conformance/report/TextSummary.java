package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Verdict;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The summary on standard output: by section, then every failure with its clause, then one line.
 */
public final class TextSummary {
  /** So many failures are printed with everything about them; the report has them all. */
  private static final int SHOWN_FAILURES = 40;

  private final RunReport report;
  private final Clauses clauses;
  private final PrintWriter out;
  private final Replays replays;

  public TextSummary(RunReport report, Clauses clauses, PrintWriter out, Replays replays) {
    this.report = report;
    this.clauses = clauses;
    this.out = out;
    this.replays = replays;
  }

  public void print() {
    out.println("target  " + report.target());
    out.println("seed    " + report.seed());
    report.notes().forEach(note -> out.println("note    " + note));
    out.println();
    sections();
    failures();
    reasons(Verdict.INCONCLUSIVE, "inconclusive");
    reasons(Verdict.SKIP, "skipped");
    out.println(line());
    out.flush();
  }

  /** Everything in one line. */
  String line() {
    return "%d passed, %d failed, %d noted (SHOULD, MAY), %d skipped, %d inconclusive in %.1f s"
        .formatted(
            Sections.of(report, clauses).stream()
                .mapToLong(section -> section.count(report, Sections.Kind.PASSED))
                .sum(),
            report.failed(),
            report.informative(),
            report.skipped(),
            report.inconclusive(),
            report.milliseconds() / 1000.0);
  }

  private void sections() {
    out.printf(
        "%-22s %-44s %6s %6s %6s %7s%n", "clause", "", "passed", "failed", "noted", "skipped");
    for (Sections.Section section : Sections.of(report, clauses)) {
      out.printf(
          "%-22s %-44s %6d %6s %6s %7s%n",
          section.name(),
          cut(section.title(), 44),
          section.count(report, Sections.Kind.PASSED),
          orBlank(section.count(report, Sections.Kind.FAILED)),
          orBlank(section.count(report, Sections.Kind.NOTED)),
          orBlank(
              section.count(report, Sections.Kind.SKIPPED)
                  + section.count(report, Sections.Kind.INCONCLUSIVE)));
    }
    out.println();
  }

  private void failures() {
    List<Result> failed =
        report.results().stream()
            .filter(result -> result.fails(report.strict()))
            .sorted(Comparator.comparing((Result result) -> result.verdict().weight()).reversed())
            .toList();
    for (Result result : failed.subList(0, Math.min(SHOWN_FAILURES, failed.size()))) {
      out.printf("%s  %s%n", result.verdict(), result.id());
      out.printf("    %s%n", result.title());
      if (!result.judgement().expected().isEmpty()) {
        out.printf("    expected  %s%n", result.judgement().expected());
      }
      out.printf("    found     %s%n", result.judgement().found());
      result.requirements().stream()
          .limit(1)
          .forEach(id -> out.printf("    clause    %s%s%n", Clauses.section(id), quote(id)));
      out.printf("    replay    %s%n", replays.of(result));
    }
    if (failed.size() > SHOWN_FAILURES) {
      out.printf("… and %d more, in the report%n", failed.size() - SHOWN_FAILURES);
    }
    if (!failed.isEmpty()) {
      out.println();
    }
  }

  private void reasons(Verdict verdict, String word) {
    Map<String, Integer> reasons = new TreeMap<>();
    report.results().stream()
        .filter(result -> result.verdict() == verdict)
        .forEach(result -> reasons.merge(result.judgement().found(), 1, Integer::sum));
    reasons.forEach((reason, count) -> out.printf("%s %4d  %s%n", word, count, reason));
    if (!reasons.isEmpty()) {
      out.println();
    }
  }

  private String quote(String id) {
    return clauses.find(id).map(clause -> ": “" + clause.quote() + "”").orElse("");
  }

  private static String orBlank(long count) {
    return count == 0 ? "" : String.valueOf(count);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
