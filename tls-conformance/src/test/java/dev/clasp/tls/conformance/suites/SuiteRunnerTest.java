package dev.clasp.tls.conformance.suites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuiteRunnerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aCaseThatDoesWhatIsExpectedPassed() throws Exception {
    SuiteReport report = run(LONG, new VectorCase("a", () -> CaseResult.of("a", "x", "x", "")));

    assertEquals(1, report.count(Outcome.PASSED));
  }

  @Test
  void aCaseThatDoesSomethingElseFailed() throws Exception {
    SuiteReport report = run(LONG, new VectorCase("a", () -> CaseResult.of("a", "x", "y", "")));

    assertEquals(1, report.count(Outcome.FAILED));
  }

  @Test
  void aCaseThatThrowsIsInconclusive() throws Exception {
    VectorCase broken =
        new VectorCase(
            "a",
            () -> {
              throw new IllegalArgumentException("why");
            });

    CaseResult result = run(LONG, broken).results().get(0);

    assertEquals(Outcome.INCONCLUSIVE, result.outcome());
    assertEquals("ended with java.lang.IllegalArgumentException: why", result.detail());
  }

  @Test
  void aCaseThatDoesNotAnswerIsGivenUpAndTheNextOneRuns() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    VectorCase hanging =
        new VectorCase(
            "a",
            () -> {
              never.await();
              return CaseResult.of("a", "x", "x", "");
            });
    VectorCase next = new VectorCase("b", () -> CaseResult.of("b", "x", "x", ""));

    SuiteReport report = run(Duration.ofMillis(50), hanging, next);

    assertEquals(Outcome.INCONCLUSIVE, report.results().get(0).outcome());
    assertEquals(SuiteRunner.HANG, report.results().get(0).actual());
    assertEquals(Outcome.PASSED, report.results().get(1).outcome());
  }

  @Test
  void skipsAreGroupedByTheirReason() throws Exception {
    SuiteReport report =
        run(
            LONG,
            new VectorCase("a", () -> CaseResult.skipped("a", "too old")),
            new VectorCase("b", () -> CaseResult.skipped("b", "too new")),
            new VectorCase("c", () -> CaseResult.skipped("c", "too old")));

    assertEquals(List.of("a", "c"), report.skippedByReason().get("too old"));
    assertEquals(List.of("b"), report.skippedByReason().get("too new"));
  }

  @Test
  void onlyWhatTheFilterTakesIsRun() throws Exception {
    List<String> run = new ArrayList<>();
    SuiteRunner runner = new SuiteRunner(new CaseFilter("n::*"), LONG, done -> {});

    runner.run(
        suite(Stream.of("n::a", "m::n::a", "n::b").map(id -> recording(id, run))), "standard");

    assertEquals(List.of("n::a", "n::b"), run);
  }

  @Test
  void aPatternWithoutStarFitsAnywhere() {
    assertEquals(true, new CaseFilter("nc::").test("rfc5280::nc::permitted"));
    assertEquals(false, new CaseFilter("nc::").test("rfc5280::ca"));
  }

  private static VectorCase recording(String id, List<String> run) {
    return new VectorCase(
        id,
        () -> {
          run.add(id);
          return CaseResult.of(id, "x", "x", "");
        });
  }

  private static SuiteReport run(Duration deadline, VectorCase... cases) throws UnusableSuite {
    return new SuiteRunner(CaseFilter.ALL, deadline, done -> {})
        .run(suite(Stream.of(cases)), "standard");
  }

  private static VectorSuite suite(Stream<VectorCase> cases) {
    return new VectorSuite() {
      @Override
      public String name() {
        return "made here";
      }

      @Override
      public Stream<VectorCase> cases() {
        return cases;
      }
    };
  }
}
