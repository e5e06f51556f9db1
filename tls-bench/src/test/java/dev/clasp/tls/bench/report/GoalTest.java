package dev.clasp.tls.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.bench.operation.Catalogue;
import dev.clasp.tls.bench.operation.Peer;
import dev.clasp.tls.bench.operation.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoalTest {
  private static final Goal GOAL = new Goal("P0", "x", Peer.JDK, 2, 25);

  static List<Goal> goals() {
    return Goal.ALL;
  }

  @ParameterizedTest
  @MethodSource("goals")
  void isAboutAnOperationThatAQuickRunMeasures(Goal goal) {
    Subject subject = Catalogue.subject(goal.operation());

    assertTrue(subject.quick(), goal.toString());
    assertTrue(subject.makers().containsKey(goal.peer()), goal.toString());
  }

  @Test
  void isMetByTheRatioItselfAndMore() {
    assertEquals(Goal.Verdict.MET, GOAL.judge(row(2.0), 25));
    assertEquals(Goal.Verdict.MET, GOAL.judge(row(2.1), 25));
  }

  @Test
  void isNotMetByLess() {
    assertEquals(Goal.Verdict.NOT_MET, GOAL.judge(row(1.9), 25));
  }

  @Test
  void isAboutItsJdkOnly() {
    assertEquals(Goal.Verdict.OTHER_JDK, GOAL.judge(row(3.0), 17));
    assertEquals(
        Goal.Verdict.MET, new Goal("P0", "x", Peer.JDK, 2, Goal.ANY_JDK).judge(row(3.0), 17));
  }

  @Test
  void isNeitherMetNorNotWithoutThePeer() {
    Row row = new Row("x", "y", Map.of(Peer.CLASP, 1.0), Map.of(Peer.JDK, "none"));

    assertEquals(Goal.Verdict.NOT_MEASURED, GOAL.judge(row, 25));
  }

  private static Row row(double ratio) {
    return new Row("x", "y", Map.of(Peer.CLASP, 1.0, Peer.JDK, ratio), Map.of());
  }
}
