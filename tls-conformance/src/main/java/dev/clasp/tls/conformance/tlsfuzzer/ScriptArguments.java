package dev.clasp.tls.conformance.tlsfuzzer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options that tlsfuzzer's scripts have in common.
 *
 * @param count {@code -n}: conversations of a script at most; 0 for all; empty for our own samples
 * @param excluded {@code -e}
 * @param expectedFailures {@code -x}, each with the text of the {@code -X} behind it
 * @param cipher {@code -C}
 * @param only names to run; empty for all
 * @param ignored options that mean nothing here
 */
public record ScriptArguments(
    String host,
    int port,
    Optional<Integer> count,
    List<String> excluded,
    Map<String, Optional<String>> expectedFailures,
    Optional<String> cipher,
    List<String> only,
    List<String> ignored) {
  private static final Set<String> FLAGS = Set.of("-d", "-M", "--ems", "-z", "--cookie");

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for an option without its value, or a wrong one
   */
  public static ScriptArguments parse(List<String> words) {
    String host = "localhost";
    int port = 4433;
    Optional<Integer> count = Optional.empty();
    List<String> excluded = new ArrayList<>();
    Map<String, Optional<String>> expected = new LinkedHashMap<>();
    Optional<String> cipher = Optional.empty();
    List<String> only = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Optional<String> lastExpected = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        only.add(word);
        continue;
      }
      if (!Set.of("-h", "-p", "-n", "-e", "-x", "-X", "-C").contains(word)) {
        ignored.add(word);
        boolean hasValue =
            !FLAGS.contains(word)
                && !word.contains("=")
                && i + 1 < words.size()
                && !words.get(i + 1).startsWith("-");
        i += hasValue ? 1 : 0;
        continue;
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(word + ": expected a value behind it");
      }
      String value = words.get(++i);
      switch (word) {
        case "-h" -> host = value;
        case "-p" -> port = number(word, value, 65_535);
        case "-n" -> count = Optional.of(number(word, value, Integer.MAX_VALUE));
        case "-e" -> excluded.add(value);
        case "-x" -> {
          expected.put(value, Optional.empty());
          lastExpected = Optional.of(value);
        }
        case "-X" ->
            expected.put(
                lastExpected.orElseThrow(
                    () -> new IllegalArgumentException("-X: expected -x in front of it")),
                Optional.of(value));
        default -> cipher = Optional.of(value);
      }
    }
    return new ScriptArguments(host, port, count, excluded, expected, cipher, only, ignored);
  }

  private static int number(String option, String value, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw new IllegalArgumentException("%s %s: expected 0 to %d".formatted(option, value, most));
  }
}
