package dev.clasp.tls.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.bench.operation.Catalogue;
import dev.clasp.tls.bench.operation.Measure;
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
    if (goal.bound() instanceof Bound.Faster faster) {
      assertTrue(subject.makers().containsKey(faster.peer()), goal.toString());
    }
    if (goal.bound() instanceof Bound.TimesAnother another) {
      assertTrue(Catalogue.subject(another.operation()).quick(), goal.toString());
    }
    if (goal.bound() instanceof Bound.Allocates) {
      assertTrue(
          subject.measure() instanceof Measure.Time time && time.allocation(), goal.toString());
    }
  }

  @Test
  void isMetByTheRatioItselfAndMore() {
    assertEquals(Goal.Verdict.MET, judge(GOAL, row(2.0), 25));
    assertEquals(Goal.Verdict.MET, judge(GOAL, row(2.1), 25));
  }

  @Test
  void isNotMetByLess() {
    assertEquals(Goal.Verdict.NOT_MET, judge(GOAL, row(1.9), 25));
  }

  @Test
  void isAboutItsJdkOnly() {
    assertEquals(Goal.Verdict.OTHER_JDK, judge(GOAL, row(3.0), 17));
    assertEquals(
        Goal.Verdict.MET, judge(new Goal("P0", "x", Peer.JDK, 2, Goal.ANY_JDK), row(3.0), 17));
  }

  @Test
  void isNeitherMetNorNotWithoutThePeer() {
    Row row = new Row("x", "y", Map.of(Peer.CLASP, 1.0), Map.of(Peer.JDK, "none"));

    assertEquals(Goal.Verdict.NOT_MEASURED, judge(GOAL, row, 25));
  }

  @Test
  void canBeAboutAnotherOperation() {
    Goal goal = new Goal("P0", "x", new Bound.TimesAnother("y", 1.5), Goal.ANY_JDK);
    Row other = new Row("y", "z", Map.of(Peer.CLASP, 2.0), Map.of());

    assertEquals(Goal.Verdict.MET, goal.judge(clasp(3.0), List.of(clasp(3.0), other), 25));
    assertEquals(Goal.Verdict.NOT_MET, goal.judge(clasp(3.1), List.of(clasp(3.1), other), 25));
    assertEquals(Goal.Verdict.NOT_MEASURED, judge(goal, clasp(3.0), 25));
  }

  @Test
  void canBeAboutWhatIsAllocated() {
    Goal goal = new Goal("P0", "x", new Bound.Allocates(100), Goal.ANY_JDK);

    assertEquals(Goal.Verdict.MET, judge(goal, allocating(100.5), 25));
    assertEquals(Goal.Verdict.NOT_MET, judge(goal, allocating(102), 25));
    assertEquals(Goal.Verdict.NOT_MEASURED, judge(goal, clasp(1), 25));
  }

  @Test
  void canBeAboutWhatIsAllocatedBesideAFloor() {
    Goal goal = new Goal("P0", "x", new Bound.AllocatesBeside(Peer.CIPHER, 0), Goal.ANY_JDK);
    Row row =
        new Row(
            "x",
            "y",
            "µs",
            Map.of(Peer.CLASP, 1.0),
            Map.of(Peer.CLASP, 100.0, Peer.CIPHER, 90.0),
            Map.of());

    assertEquals(Goal.Verdict.NOT_MET, judge(goal, row, 25));
    assertEquals(Goal.Verdict.NOT_MEASURED, judge(goal, allocating(100), 25));
  }

  @Test
  void canBeAboutClaspAlone() {
    Goal goal = new Goal("P0", "x", new Bound.AtMost(6, "B"), Goal.ANY_JDK);

    assertEquals(Goal.Verdict.MET, judge(goal, clasp(6), 25));
    assertEquals(Goal.Verdict.NOT_MET, judge(goal, clasp(6.1), 25));
  }

  private static Row clasp(double median) {
    return new Row("x", "y", Map.of(Peer.CLASP, median), Map.of());
  }

  private static Row allocating(double bytes) {
    return new Row("x", "y", "µs", Map.of(Peer.CLASP, 1.0), Map.of(Peer.CLASP, bytes), Map.of());
  }

  private static Goal.Verdict judge(Goal goal, Row row, int jdk) {
    return goal.judge(row, List.of(row), jdk);
  }

  private static Row row(double ratio) {
    return new Row("x", "y", Map.of(Peer.CLASP, 1.0, Peer.JDK, ratio), Map.of());
  }
}
