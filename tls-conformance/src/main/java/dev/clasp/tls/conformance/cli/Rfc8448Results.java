package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.run.Judgement;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The replay of RFC 8448 as results of a run: one for each trace. */
final class Rfc8448Results {
  private Rfc8448Results() {}

  /**
   * @param milliseconds what the replay took altogether
   */
  static List<Result> of(List<Check> checks, long milliseconds) {
    Map<String, List<Check>> traces = new LinkedHashMap<>();
    for (Check check : checks) {
      traces.computeIfAbsent(check.trace(), ignored -> new ArrayList<>()).add(check);
    }
    List<Result> results = new ArrayList<>();
    traces.forEach((trace, all) -> results.add(result(trace, all, milliseconds / traces.size())));
    return results;
  }

  private static Result result(String trace, List<Check> checks, long milliseconds) {
    List<Check> failed = checks.stream().filter(check -> !check.passed()).toList();
    String section = trace.replaceFirst("^RFC 8448 §(\\S+).*$", "$1");
    Judgement judgement =
        new Judgement(
            failed.isEmpty() ? Verdict.PASS : Verdict.FAIL_CHECK,
            "every value of the trace, byte for byte",
            failed.isEmpty()
                ? "%d values, all equal".formatted(checks.size())
                : failed.stream()
                    .map(check -> check.what() + ": " + check.detail())
                    .collect(Collectors.joining("; ")));
    return new Result(
        "rfc8448:section-" + section,
        trace,
        Conversation.Kind.POSITIVE,
        List.of("RFC8448#section-%s/1".formatted(section)),
        VerdictPolicy.ACCEPT,
        judgement,
        List.of(),
        milliseconds);
  }
}
