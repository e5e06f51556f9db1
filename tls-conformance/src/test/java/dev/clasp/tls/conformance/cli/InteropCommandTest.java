package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.interop.InteropReport;
import dev.clasp.tls.conformance.interop.InteropResult;
import dev.clasp.tls.conformance.interop.InteropText;
import dev.clasp.tls.conformance.interop.Trial;
import dev.clasp.tls.conformance.report.InteropPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clasp interop} with the peer that is always here, and what its reports look like. */
class InteropCommandTest {
  @TempDir private Path directory;

  private static String[] quickly(Path folder, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(List.of("interop", "--only", "jsse", "--quick", "--tls", "1.3"));
    arguments.addAll(List.of("--report", folder.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(new String[0]);
  }

  @Test
  void triesThePlatformsJsse() throws IOException {
    Invocation run = Invocation.of(quickly(directory, "--json", "-"));

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertEquals("clasp-interop/1", report.get("format").asText());
    assertTrue(report.get("passed").asInt() >= 40, run.out());
    assertEquals(0, report.get("failed").asInt(), run.out());
    assertEquals(
        report.get("passed").asInt() + report.get("skipped").asInt(), report.get("trials").size());
    assertTrue(run.err().contains("TLSv1.3, features"), run.err());
    String page = Files.readString(directory.resolve("report.html"));
    assertTrue(page.contains("SunJSSE"), page);
    assertTrue(page.contains("class=\"works\""), page);
    assertTrue(Files.exists(directory.resolve("report.json")));
  }

  @Test
  void namesThePeersItKnows() {
    Invocation run = Invocation.of("interop", "--only", "nobody");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(
        run.err().contains("--only nobody: expected one of openssl, node, gnutls, nss, go"),
        run.err());
  }

  @Test
  void refusesAVersionThatIsNone() {
    Invocation run = Invocation.of("interop", "--tls", "1.1");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--tls 1.1: expected 1.2 or 1.3"), run.err());
  }

  @Test
  void showsWhatFailedAndWhoIsMissing() {
    InteropResult failed =
        new InteropResult(
            "stack", Trial.all().get(0), InteropResult.Outcome.FAILED, "<said> no", 5);
    InteropReport report =
        new InteropReport(
            List.of(
                new InteropReport.Column("stack", Optional.of("Stack 1"), "stack"),
                new InteropReport.Column("other", Optional.empty(), "the other")),
            List.of(failed),
            5);

    String text = new InteropText(report, false).all();
    assertTrue(
        text.contains("FAILED  stack, TLS 1.3, TLS_AES_128_GCM_SHA256, peer as client"), text);
    assertTrue(text.contains("other         not here: install the other"), text);
    String page = new InteropPage(report).html();
    assertTrue(page.contains("class=\"failed\""), page);
    assertTrue(page.contains("&lt;said&gt; no"), page);
    assertTrue(page.contains("not here: install the other"), page);
  }
}
