package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results by the section of the RFC that they are about: the first one each cites. */
final class Sections {
  static final String OTHERS = "other";

  /**
   * One section.
   *
   * @param name such as {@code RFC 9846 §4.7.3}
   */
  record Section(String name, String title, List<Result> results) {
    Section {
      results = List.copyOf(results);
    }

    long count(RunReport report, Kind kind) {
      return results.stream().filter(result -> kind.holds(result, report.strict())).count();
    }
  }

  /** The columns of a summary. */
  enum Kind {
    PASSED,
    FAILED,
    NOTED,
    SKIPPED,
    INCONCLUSIVE;

    boolean holds(Result result, boolean strict) {
      return this == of(result, strict);
    }

    static Kind of(Result result, boolean strict) {
      if (result.verdict() == Verdict.SKIP) {
        return SKIPPED;
      }
      if (result.verdict() == Verdict.INCONCLUSIVE) {
        return INCONCLUSIVE;
      }
      if (result.fails(strict)) {
        return FAILED;
      }
      return result.verdict().failed() ? NOTED : PASSED;
    }
  }

  private Sections() {}

  static List<Section> of(RunReport report, Clauses clauses) {
    Map<String, List<Result>> bySection =
        new TreeMap<>(
            Comparator.comparing(Sections::sortKey).thenComparing(Comparator.naturalOrder()));
    for (Result result : report.results()) {
      String name =
          result.requirements().isEmpty() ? OTHERS : Clauses.section(result.requirements().get(0));
      bySection.computeIfAbsent(name, ignored -> new ArrayList<>()).add(result);
    }
    List<Section> sections = new ArrayList<>();
    bySection.forEach(
        (name, results) -> sections.add(new Section(name, title(results, clauses), results)));
    return sections;
  }

  private static String title(List<Result> results, Clauses clauses) {
    return results.stream()
        .filter(result -> !result.requirements().isEmpty())
        .findFirst()
        .flatMap(result -> clauses.find(result.requirements().get(0)))
        .map(Clauses.Clause::title)
        .orElse("");
  }

  /** Numbers by value, so that §4.10 comes behind §4.9; appendices and what cites nothing last. */
  static String sortKey(String name) {
    if (name.equals(OTHERS)) {
      return "~";
    }
    StringBuilder key = new StringBuilder();
    for (String part :
        name.replace("appendix", "~appendix").split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)")) {
      key.append(part.matches("\\d+") ? "%08d".formatted(Long.parseLong(part)) : part);
    }
    return key.toString();
  }
}
