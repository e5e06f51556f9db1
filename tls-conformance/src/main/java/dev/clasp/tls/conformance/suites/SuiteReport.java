package dev.clasp.tls.conformance.suites;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a suite.
 *
 * @param suite its name
 * @param provider whose implementation ran, such as {@code standard}
 * @param results in the suite's order
 * @param elapsed wall time
 */
public record SuiteReport(
    String suite, String provider, List<CaseResult> results, Duration elapsed) {
  public SuiteReport {
    results = List.copyOf(results);
  }

  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  public List<CaseResult> with(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).toList();
  }

  /** The ids of skipped cases by the reason. */
  public Map<String, List<String>> skippedByReason() {
    return with(Outcome.SKIPPED).stream()
        .collect(
            Collectors.groupingBy(
                CaseResult::detail,
                TreeMap::new,
                Collectors.mapping(CaseResult::id, Collectors.toList())));
  }
}
