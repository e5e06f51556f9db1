package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import dev.clasp.tls.conformance.report.Clauses;
import dev.clasp.tls.conformance.report.JsonReport;
import dev.clasp.tls.conformance.report.Replays;
import dev.clasp.tls.conformance.report.Reports;
import dev.clasp.tls.conformance.report.TextSummary;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.SuiteRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What every {@code clasp conform} does around a run: load, run, judge, report. */
final class ConformRun {
  private final RunOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  ConformRun(RunOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** The conversations; a mistake in one ends the command. */
  List<ConversationFile> load() throws CommandFailure {
    try {
      return options.load();
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Runs all of them against one target. */
  RunReport run(List<ConversationFile> files, TargetSource source, RunCertificates certificates)
      throws CommandFailure {
    try (RunProgress progress = new RunProgress(err)) {
      return new SuiteRun(
              files, options.generated(), source, certificates, options.settings(), progress)
          .run();
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: %s".formatted(source.describe(), e.getMessage()), e);
    }
  }

  /**
   * Judges, writes the report and prints the summary.
   *
   * @param command what was typed, up to its options
   * @return the exit code
   */
  int finish(RunReport run, String command) throws CommandFailure {
    RunReport report = expected(run).judgedStrictly(options.strict());
    if (options.selects()
        && report.results().stream().allMatch(each -> each.kind() == Conversation.Kind.SANITY)) {
      throw CommandFailure.usage(
          "no conversation matches --only or --replay; `clasp conform list` shows them all");
    }
    Clauses clauses = Clauses.shipped();
    Replays replays = new Replays(command, options.report(), report.seed());
    try {
      Reports.write(report, clauses, replays);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--report %s: cannot be written: %s".formatted(options.report(), e.getMessage()),
          e);
    }
    boolean jsonToOut = options.json().filter("-"::equals).isPresent();
    new TextSummary(report, clauses, jsonToOut ? err : out, replays).print();
    if (options.json().isPresent()) {
      writeJson(report, options.json().get());
    }
    err.println("report in " + options.report().resolve("report.html"));
    err.flush();
    return exitCode(report);
  }

  private void writeJson(RunReport report, String file) throws CommandFailure {
    if (file.equals("-")) {
      out.print(JsonReport.of(report));
      out.flush();
      return;
    }
    try {
      Files.writeString(Path.of(file), JsonReport.of(report));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--json %s: cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private RunReport expected(RunReport report) throws CommandFailure {
    try {
      return options.expectations().applyTo(report, LocalDate.now(ZoneOffset.UTC));
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static int exitCode(RunReport report) {
    if (report.crashed()) {
      return ExitCode.TARGET_CRASHED;
    }
    if (report.failed() > 0) {
      return ExitCode.FAILED;
    }
    return report.inconclusive() > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }
}
