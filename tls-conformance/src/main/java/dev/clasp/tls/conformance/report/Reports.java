package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the files of a report folder. */
public final class Reports {
  private static final Pattern OURS = Pattern.compile("\\.(pcapng|json)$");

  private Reports() {}

  /**
   * Writes {@code report.json}, {@code junit.xml}, {@code report.md}, {@code report.sarif} and
   * {@code report.html}; for each failure a capture with its keys, and the conversations that
   * properties found.
   *
   * <p>The captures and counterexamples of an earlier run in the same folder are removed.
   */
  public static void write(RunReport report, Clauses clauses, Replays replays) throws IOException {
    Path folder = replays.folder();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.json"), JsonReport.of(report));
    Files.writeString(folder.resolve("junit.xml"), JunitReport.of(report));
    Files.writeString(folder.resolve("report.md"), MarkdownReport.of(report, clauses, replays));
    Files.writeString(folder.resolve("report.sarif"), SarifReport.of(report, clauses));
    Files.writeString(
        folder.resolve("report.html"), new HtmlReport(report, clauses, replays).html());
    evidence(report, replays);
  }

  private static void evidence(RunReport report, Replays replays) throws IOException {
    clear(replays.captures());
    clear(replays.counterexamples());
    for (Result result : report.results()) {
      if (result.evidence().capture().isPresent()) {
        Files.createDirectories(replays.captures());
        Files.write(replays.capture(result), Pcapng.of(result.evidence().capture().get()));
      }
      if (result.evidence().conversation().isPresent()) {
        Files.createDirectories(replays.counterexamples());
        Files.writeString(replays.counterexample(result), result.evidence().conversation().get());
      }
    }
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> OURS.matcher(each.toString()).find()).toList()) {
        Files.delete(file);
      }
    }
  }
}
