package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.endpoint.Capabilities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param target in words
 * @param strict whether lenient passes and deviations from SHOULD fail
 * @param milliseconds wall time
 * @param notes what a reader must know besides the results
 */
public record RunReport(
    String target,
    Capabilities capabilities,
    long seed,
    boolean strict,
    int jobs,
    Instant started,
    long milliseconds,
    List<Result> results,
    List<String> notes) {
  public RunReport {
    results = List.copyOf(results);
    notes = List.copyOf(notes);
  }

  /** How often each verdict came; all verdicts are keys. */
  public Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    results.forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
    return counts;
  }

  public long passed() {
    return results.stream()
        .filter(result -> result.verdict().passed() && !result.fails(strict))
        .count();
  }

  public long failed() {
    return results.stream().filter(result -> result.fails(strict)).count();
  }

  /** Deviations that do not fail the run: from SHOULD and MAY. */
  public long informative() {
    return results.stream()
        .filter(result -> result.verdict().failed() && !result.fails(strict))
        .count();
  }

  public long skipped() {
    return counts().getOrDefault(Verdict.SKIP, 0);
  }

  public long inconclusive() {
    return counts().getOrDefault(Verdict.INCONCLUSIVE, 0);
  }

  public boolean crashed() {
    return counts().getOrDefault(Verdict.FAIL_CRASH, 0) > 0;
  }

  /** The same with other results behind these, and the time they took. */
  public RunReport plus(List<Result> more, long moreMilliseconds) {
    List<Result> all = new ArrayList<>(results);
    all.addAll(more);
    return new RunReport(
        target,
        capabilities,
        seed,
        strict,
        jobs,
        started,
        milliseconds + moreMilliseconds,
        all,
        notes);
  }

  public RunReport judgedStrictly(boolean strictly) {
    return new RunReport(
        target, capabilities, seed, strictly, jobs, started, milliseconds, results, notes);
  }

  public RunReport withResults(List<Result> others) {
    return new RunReport(
        target, capabilities, seed, strict, jobs, started, milliseconds, others, notes);
  }
}
