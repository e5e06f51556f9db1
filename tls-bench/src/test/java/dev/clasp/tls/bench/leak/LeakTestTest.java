package dev.clasp.tls.bench.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeakTestTest {
  /** Work for one class a hundred times that for the other: told apart on the busiest machine. */
  @Test
  void aLeakyFunctionIsDetected() throws Exception {
    LeakSubject leaky =
        new LeakSubject("leaky", "little work / much", (group, random) -> () -> work(group));

    LeakResult result = new LeakTest(new Random(1)).run(leaky, 30_000);

    assertTrue(Math.abs(result.maximumT()) > LeakResult.CLEAR, result.toString());
    assertEquals("time differs", result.interpretation());
    assertEquals(30_000, result.samples());
  }

  private static Object work(int group) {
    long sum = 1;
    for (int i = 0; i < 50 + 5000 * group; i++) {
      sum = sum * 6364136223846793005L + i;
    }
    return sum;
  }

  @Test
  void bothClassesAreAskedForEquallyOften() throws Exception {
    int[] asked = new int[2];
    LeakSubject counting =
        new LeakSubject(
            "counting",
            "nothing / nothing",
            (group, random) -> {
              asked[group]++;
              return () -> asked;
            });

    new LeakTest(new Random(1)).run(counting, 20_000);

    assertEquals(1.0, (double) asked[0] / asked[1], 0.05);
  }

  @Test
  void theInterpretationFollowsTheT() {
    assertEquals("no evidence of a leak", result(-4.4, 10_000).interpretation());
    assertTrue(result(-4.6, 10_000).interpretation().startsWith("noticeable"));
    assertEquals("time differs", result(-10.5, 10_000).interpretation());
    assertEquals("too few samples to tell", result(0, 100).interpretation());
  }

  private static LeakResult result(double t, long samples) {
    return new LeakResult("x", "y", samples, 1, 2, 0, t);
  }

  static List<LeakSubject> subjects() throws Exception {
    List<LeakSubject> subjects = LeakCatalogue.all();
    assertEquals(19, subjects.size(), "change the number with the catalogue");
    return subjects;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everySubjectRunsWithBothClasses(LeakSubject subject) throws Exception {
    for (int group = 0; group < 2; group++) {
      subject.inputs().prepare(group, new Random(1)).run();
    }
  }

  @Test
  void theReportNamesEveryResultInTextAndJson() {
    LeakReport report = new LeakReport(List.of(result(12, 10_000)), "25", 7);

    assertTrue(report.toText().contains("| x | y | 10000 | 1 / 2 | 0.00 | 12.00 | time differs |"));
    assertEquals("clasp-bench-leak/1", report.toJson().get("format"));
    assertEquals(7L, report.toJson().get("seed"));
  }

  @Test
  void namesAreUnique() throws Exception {
    Set<String> names = new HashSet<>();
    for (LeakSubject subject : LeakCatalogue.all()) {
      assertTrue(names.add(subject.name()), subject.name());
    }
  }
}
