package dev.clasp.tls.bench.leak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The results of one run.
 *
 * @param jvm it ran on
 * @param seed of the order and of the random secrets
 */
public record LeakReport(List<LeakResult> results, String jvm, long seed) {
  public LeakReport {
    results = List.copyOf(results);
  }

  /** One line a result; also a table of Markdown. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| operation | classes | samples | mean ns | t | max t | interpretation |\n"
            + "|---|---|---|---|---|---|---|\n");
    for (LeakResult result : results) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %.0f / %.0f | %.2f | %.2f | %s |%n",
              result.name(),
              result.what(),
              result.samples(),
              result.mean0(),
              result.mean1(),
              result.wholeT(),
              result.maximumT(),
              result.interpretation()));
    }
    return text.append(
            """

            t is Welch's, of the difference of the two classes' mean times; max t is the one farthest from zero when the
            slowest samples are cropped at %d percentiles, or when the spread is compared. |t| below 4.5: no evidence. Above
            10: time differs. In between: repeat. control.early-exit must differ, control.constant-time must not; if
            they do not behave, this machine cannot tell. A report, not a proof.
            """
                .formatted(CroppedTests.CROPS))
        .toString();
  }

  /** For machines: {@code clasp-bench-leak/1}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "clasp-bench-leak/1");
    json.put("jvm", jvm);
    json.put("seed", seed);
    json.put("results", results.stream().map(LeakResult::toJson).toList());
    return json;
  }
}
