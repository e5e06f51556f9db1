package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.report.Clauses;
import dev.clasp.tls.conformance.report.MatrixReport;
import dev.clasp.tls.conformance.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp report}: what can be done with the {@code report.json} of runs that are over. */
@Command(
    name = "report",
    description = "Joins the reports of shards, or shows those of several targets side by side.",
    footer = {
      "",
      "Examples:",
      "  clasp report merge shard-1/report.json shard-2/report.json --out whole.json",
      "  clasp report matrix openssl/report.json gnutls/report.json --html matrix.html"
    })
final class ReportCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected merge or matrix");
  }

  @Command(
      name = "merge",
      description = {
        "Makes one report.json of those of several parts of a run.",
        "Exit code 1 where one of the results fails, as for the run itself."
      },
      footer = {
        "",
        "Example:",
        "  clasp report merge a/report.json b/report.json --out whole.json"
      })
  int merge(
      @Parameters(arity = "1..*", paramLabel = "REPORT.json", description = "Reports to join.")
          List<Path> files,
      @Option(
              names = "--out",
              paramLabel = "FILE|-",
              defaultValue = "-",
              description = "Where the joined report goes (default: standard output).")
          String out)
      throws CommandFailure {
    ObjectNode merged;
    try {
      merged = ReportFiles.merge(read(files));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
    write(out, ReportFiles.text(merged));
    JsonNode totals = merged.path("totals");
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%d reports, %d results: %d passed, %d failed, %d noted, %d skipped, %d inconclusive%n",
        files.size(),
        merged.path("results").size(),
        totals.path("passed").asInt(),
        totals.path("failed").asInt(),
        totals.path("noted").asInt(),
        totals.path("skipped").asInt(),
        totals.path("inconclusive").asInt());
    err.flush();
    if (totals.path("failed").asInt() > 0) {
      return ExitCode.FAILED;
    }
    return totals.path("inconclusive").asInt() > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }

  @Command(
      name = "matrix",
      description = "Makes one page of the reports of several targets, a column each.",
      footer = {
        "",
        "Example:",
        "  clasp report matrix openssl/report.json gnutls/report.json --html matrix.html"
      })
  int matrix(
      @Parameters(
              arity = "1..*",
              paramLabel = "REPORT.json",
              description = "A report for each column.")
          List<Path> files,
      @Option(
              names = "--html",
              paramLabel = "FILE|-",
              defaultValue = "clasp-matrix.html",
              description = "Where the page goes (default: clasp-matrix.html).")
          String html)
      throws CommandFailure {
    write(html, new MatrixReport(read(files), Clauses.shipped()).html());
    if (!html.equals("-")) {
      spec.commandLine().getErr().println("matrix in " + html);
      spec.commandLine().getErr().flush();
    }
    return ExitCode.OK;
  }

  static List<ObjectNode> read(List<Path> files) throws CommandFailure {
    List<ObjectNode> reports = new ArrayList<>();
    for (Path file : files) {
      try {
        reports.add(ReportFiles.read(file));
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage(String.valueOf(e.getMessage()));
      }
    }
    return reports;
  }

  private void write(String file, String text) throws CommandFailure {
    if (file.equals("-")) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      return;
    }
    try {
      Files.writeString(Path.of(file), text);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
