package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.load.JsonSource;
import dev.clasp.tls.conformance.load.SchemaCheck;
import dev.clasp.tls.conformance.load.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The known deviations of a target ({@code tls-expectations/1}).
 *
 * <p>A result that fails in a listed way is XFAIL. An entry whose items all pass is out of date,
 * and its results are XPASS.
 */
public final class Expectations {
  /** One entry. */
  private record Deviation(
      List<String> items, Set<Verdict> verdicts, String reason, Optional<LocalDate> expires) {
    boolean covers(Result result) {
      return items.stream().anyMatch(pattern -> Selection.matchesWhole(pattern, result.id()));
    }

    boolean holdsOn(LocalDate day) {
      return expires.isEmpty() || !day.isAfter(expires.get());
    }
  }

  /** Nothing is known. */
  public static final Expectations NONE = new Expectations(List.of(), Map.of());

  private final List<Deviation> deviations;
  private final Map<String, Integer> maxSkips;

  private Expectations(List<Deviation> deviations, Map<String, Integer> maxSkips) {
    this.deviations = List.copyOf(deviations);
    this.maxSkips = new TreeMap<>(maxSkips);
  }

  /**
   * Reads a user's file.
   *
   * @throws FormatException for a mistake, or a file that cannot be read
   */
  public static Expectations read(Path file) throws FormatException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new FormatException(new Location(file.toString(), 1, ""), "cannot be read");
    }
  }

  /** The ones the project ships for a target of this name; {@link #NONE} without any. */
  public static Expectations shipped(String target) throws FormatException {
    String file = "vectors/expectations/" + target + ".json";
    Optional<String> text = Vectors.find(file);
    return text.isPresent() ? parse(file, text.get()) : NONE;
  }

  private static Expectations parse(String file, String text) throws FormatException {
    JsonSource source = JsonSource.parse(file, text);
    new SchemaCheck(SchemaCheck.schema("expectations-1")).check(source);
    List<Deviation> deviations = new ArrayList<>();
    for (JsonNode entry : source.root().get("deviations")) {
      List<String> items = new ArrayList<>();
      entry.get("items").forEach(item -> items.add(item.asText()));
      Set<Verdict> verdicts = new HashSet<>();
      entry.get("verdicts").forEach(verdict -> verdicts.add(Verdict.valueOf(verdict.asText())));
      deviations.add(
          new Deviation(
              items,
              verdicts,
              entry.get("reason").asText(),
              Optional.ofNullable(entry.get("expires")).map(day -> LocalDate.parse(day.asText()))));
    }
    Map<String, Integer> maxSkips = new TreeMap<>();
    source
        .root()
        .path("max_skips")
        .properties()
        .forEach(suite -> maxSkips.put(suite.getKey(), suite.getValue().asInt()));
    return new Expectations(deviations, maxSkips);
  }

  /** The report with XFAIL and XPASS in place, and a failure for each suite that skips too much. */
  public RunReport applyTo(RunReport report, LocalDate today) {
    List<Result> results = new ArrayList<>(report.results());
    for (Deviation deviation : deviations) {
      List<Integer> covered = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        if (deviation.covers(results.get(i)) && ran(results.get(i))) {
          covered.add(i);
        }
      }
      boolean outOfDate =
          !covered.isEmpty()
              && covered.stream().allMatch(i -> results.get(i).verdict() == Verdict.PASS);
      for (int i : covered) {
        Result result = results.get(i);
        if (deviation.verdicts().contains(result.verdict()) && deviation.holdsOn(today)) {
          results.set(i, result.with(result.judgement().as(Verdict.XFAIL, deviation.reason())));
        } else if (outOfDate) {
          results.set(
              i,
              result.with(
                  result
                      .judgement()
                      .as(Verdict.XPASS, "listed as failing: " + deviation.reason())));
        }
      }
    }
    maxSkips.forEach((suite, limit) -> tooManySkips(results, suite, limit).ifPresent(results::add));
    return report.withResults(results);
  }

  private static Optional<Result> tooManySkips(List<Result> results, String suite, int limit) {
    long skipped =
        results.stream()
            .filter(result -> result.id().startsWith(suite + ":"))
            .filter(result -> result.verdict() == Verdict.SKIP)
            .count();
    if (skipped <= limit) {
      return Optional.empty();
    }
    return Optional.of(
        new Result(
            suite + ":max-skips",
            "no more is skipped than expected",
            Conversation.Kind.POSITIVE,
            List.of(),
            VerdictPolicy.ACCEPT,
            new Judgement(
                Verdict.FAIL_CHECK, "at most %d skipped".formatted(limit), skipped + " skipped"),
            List.of(),
            0));
  }

  private static boolean ran(Result result) {
    return result.verdict() != Verdict.SKIP && result.verdict() != Verdict.INCONCLUSIVE;
  }
}
