package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known deviations become XFAIL; those that are gone become XPASS. */
class ExpectationsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @TempDir private Path folder;

  @Test
  void aListedFailureIsExpected() throws Exception {
    assertEquals(
        List.of(Verdict.XFAIL, Verdict.PASS), judged("", Verdict.FAIL_ACCEPTED, Verdict.PASS));
  }

  @Test
  void anotherKindOfFailureStaysOne() throws Exception {
    assertEquals(
        List.of(Verdict.FAIL_SILENT, Verdict.PASS), judged("", Verdict.FAIL_SILENT, Verdict.PASS));
  }

  @Test
  void whatPassesThroughoutIsOutOfDate() throws Exception {
    assertEquals(List.of(Verdict.XPASS, Verdict.XPASS), judged("", Verdict.PASS, Verdict.PASS));
  }

  @Test
  void anEntryExpires() throws Exception {
    assertAll(
        () ->
            assertEquals(
                List.of(Verdict.XFAIL, Verdict.PASS),
                judged(", \"expires\": \"2026-11-23\"", Verdict.FAIL_ACCEPTED, Verdict.PASS)),
        () ->
            assertEquals(
                List.of(Verdict.FAIL_ACCEPTED, Verdict.PASS),
                judged(", \"expires\": \"2026-11-22\"", Verdict.FAIL_ACCEPTED, Verdict.PASS)));
  }

  @Test
  void skippingMoreThanExpectedIsAFailure() throws Exception {
    assertAll(
        () ->
            assertEquals(
                List.of(Verdict.SKIP, Verdict.SKIP),
                judgedWithLimit(2, Verdict.SKIP, Verdict.SKIP)),
        () ->
            assertEquals(
                List.of(Verdict.SKIP, Verdict.SKIP, Verdict.FAIL_CHECK),
                judgedWithLimit(1, Verdict.SKIP, Verdict.SKIP)));
  }

  @Test
  void aMistakeIsNamed() throws Exception {
    FormatException error =
        assertThrows(FormatException.class, () -> judged(", \"when\": 3", Verdict.PASS));

    assertEquals("deviations[0].when", error.location().path());
  }

  private List<Verdict> judged(String more, Verdict... verdicts) throws Exception {
    return judged(99, more, verdicts);
  }

  private List<Verdict> judgedWithLimit(int maxSkips, Verdict... verdicts) throws Exception {
    return judged(maxSkips, "", verdicts);
  }

  private List<Verdict> judged(int maxSkips, String more, Verdict... verdicts) throws Exception {
    Path file = folder.resolve("expect.json");
    Files.writeString(
        file,
        """
        { "format": "tls-expectations/1", "target": "x", "seen_with": "X 1",
          "max_skips": { "suite": %d },
          "deviations": [ { "items": ["suite:one[*]"], "verdicts": ["FAIL_ACCEPTED"],
            "clause": "RFC9846#section-6/4", "reason": "because"%s } ] }
        """
            .formatted(maxSkips, more));
    List<Result> results = new java.util.ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      results.add(result("suite:one[cell=" + i + "]", verdicts[i]));
    }
    RunReport report =
        new RunReport(
            "x", new Capabilities(Map.of()), 1, false, 1, Instant.EPOCH, 0, results, List.of());
    return Expectations.read(file).applyTo(report, TODAY).results().stream()
        .map(Result::verdict)
        .toList();
  }

  private static Result result(String id, Verdict verdict) {
    return new Result(
        id,
        "title",
        Conversation.Kind.NEGATIVE,
        List.of(),
        VerdictPolicy.ACCEPT,
        new Judgement(verdict, "", ""),
        List.of(),
        0);
  }
}
