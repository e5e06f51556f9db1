package dev.clasp.tls.conformance.suites;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which cases to run, by their ids.
 *
 * <p>A pattern with {@code *} must fit the whole id, the star standing for anything; one without
 * fits every id that contains it. Upper and lower case are the same.
 */
public record CaseFilter(String pattern) implements Predicate<String> {
  /** Fits all. */
  public static final CaseFilter ALL = new CaseFilter("*");

  @Override
  public boolean test(String id) {
    if (!pattern.contains("*")) {
      return id.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT));
    }
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .matcher(id)
        .matches();
  }
}
