package dev.clasp.tls.conformance.suites;

import java.util.List;

/** A report for a person: totals, then everything that did not pass and why. */
public final class ReportText {
  private static final int IDS_SHOWN = 6; // of cases skipped for one reason; JSON has all

  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  public static String of(SuiteReport report) {
    return new ReportText().write(report);
  }

  private String write(SuiteReport report) {
    line(
        "%s, provider %s: %d cases in %.1f s",
        report.suite(),
        report.provider(),
        report.results().size(),
        report.elapsed().toMillis() / 1000.0);
    for (Outcome outcome : Outcome.values()) {
      line("  %-12s %6d", outcome, report.count(outcome));
    }
    List<CaseResult> failed = report.with(Outcome.FAILED);
    heading(failed, "failed:");
    for (CaseResult result : failed) {
      line("  %s: expected %s, was %s", result.id(), result.expected(), result.actual());
      if (!result.detail().isEmpty()) {
        line("      %s", result.detail());
      }
    }
    List<CaseResult> inconclusive = report.with(Outcome.INCONCLUSIVE);
    heading(inconclusive, "inconclusive:");
    inconclusive.forEach(result -> line("  %s: %s", result.id(), result.detail()));
    heading(report.with(Outcome.SKIPPED), "skipped:");
    report.skippedByReason().forEach(this::skipped);
    return text.toString();
  }

  private void skipped(String reason, List<String> ids) {
    line("  %5d  %s", ids.size(), reason);
    String some = String.join(", ", ids.subList(0, Math.min(IDS_SHOWN, ids.size())));
    line("         %s%s", some, ids.size() > IDS_SHOWN ? ", … (all with --json)" : "");
  }

  private void heading(List<CaseResult> results, String heading) {
    if (!results.isEmpty()) {
      line("%s", heading);
    }
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
