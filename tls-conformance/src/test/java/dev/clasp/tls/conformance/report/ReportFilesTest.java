package dev.clasp.tls.conformance.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Joining reports, and showing them side by side. */
class ReportFilesTest {
  private static ObjectNode report(String target, String... results) {
    try {
      return (ObjectNode)
          new ObjectMapper()
              .readTree(
                  """
                  {"format": "clasp-report/1", "target": "%s", "started": "2026-11-30T20:00:00Z",
                   "milliseconds": 10, "seed": 7, "notes": ["a note"], "totals": {"failed": 1},
                   "results": [%s]}
                  """
                      .formatted(target, String.join(",", results)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String result(String id, String verdict, boolean fails) {
    return """
        {"id": "%s", "title": "title of %s", "verdict": "%s", "fails": %s, "found": "<found>",
         "requirements": ["RFC9846#section-4.7.3/4"]}
        """
        .formatted(id, id, verdict, fails);
  }

  @Test
  void shardsBecomeOneReportWithItsTotals() {
    ObjectNode merged =
        ReportFiles.merge(
            List.of(
                report("x", result("s:sanity", "PASS", false), result("s:a", "FAIL_SILENT", true)),
                report(
                    "x",
                    result("s:sanity", "FAIL_CHECK", true),
                    result("s:b", "SKIP", false),
                    result("s:c", "FAIL_ALERT", false))));
    assertAll(
        () ->
            assertEquals(
                "{\"passed\":0,\"failed\":2,\"noted\":1,\"skipped\":1,\"inconclusive\":0}",
                merged.path("totals").toString()),
        () -> assertEquals(4, merged.path("results").size()),
        () -> assertEquals(20, merged.path("milliseconds").asInt()),
        () -> assertEquals(1, merged.path("notes").size()),
        () -> assertEquals(1, merged.path("verdicts").path("FAIL_SILENT").asInt()));
  }

  @Test
  void reportsOfDifferentTargetsAreNotJoined() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> ReportFiles.merge(List.of(report("x"), report("y"))));
    assertTrue(String.valueOf(thrown.getMessage()).contains("clasp report matrix"));
  }

  @Test
  void theMatrixHasAColumnForEachTargetAndARowWhereTheyFail() {
    String page =
        new MatrixReport(
                List.of(
                    report(
                        "one",
                        result("s:a[x=1]", "FAIL_ACCEPTED", true),
                        result("s:a[x=2]", "FAIL_ACCEPTED", true),
                        result("s:b", "PASS", false)),
                    report("two", result("s:a[x=1]", "PASS", false))),
                Clauses.shipped())
            .html();
    assertAll(
        () -> assertTrue(page.contains("FAIL_ACCEPTED ×2"), "two cells have failed"),
        () -> assertTrue(page.contains("&lt;found&gt;"), "text is escaped"),
        () -> assertTrue(page.contains("1 / 2"), "failed of run, first target"),
        () -> assertTrue(page.contains("0 / 1"), "second target"),
        () -> assertEquals(0, Stream.of(page).filter(each -> each.contains(">s:b<")).count()),
        () -> assertTrue(page.contains("illegal_parameter"), "the clause is quoted"));
  }
}
