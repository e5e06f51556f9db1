package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a report folder. */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code report.json}, {@code junit.xml}, {@code report.md}, {@code report.sarif} and
   * {@code report.html}.
   *
   * @param folder made where it does not exist
   */
  public static void write(RunReport report, Clauses clauses, Path folder, String replayCommand)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.json"), JsonReport.of(report));
    Files.writeString(folder.resolve("junit.xml"), JunitReport.of(report));
    Files.writeString(
        folder.resolve("report.md"), MarkdownReport.of(report, clauses, replayCommand));
    Files.writeString(folder.resolve("report.sarif"), SarifReport.of(report, clauses));
    Files.writeString(
        folder.resolve("report.html"), new HtmlReport(report, clauses, replayCommand).html());
  }
}
