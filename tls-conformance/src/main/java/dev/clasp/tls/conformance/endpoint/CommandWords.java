package dev.clasp.tls.conformance.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a command line into words, as a shell does: white space, quotes, backslash. */
public final class CommandWords {
  private CommandWords() {}

  /**
   * The words of a line.
   *
   * @throws IllegalArgumentException when a quote is not closed
   */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == '\'') {
        word.append(c);
      } else if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        inWord = true;
      } else if (quote != 0) {
        word.append(c);
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote %c is not closed in: %s".formatted(quote, line));
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /** The command with its placeholders, such as {@code {port}}, replaced. */
  static List<String> fill(List<String> command, int port, Map<String, String> values) {
    List<String> filled = new ArrayList<>();
    for (String word : command) {
      String text = word.replace("{port}", String.valueOf(port));
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      filled.add(text);
    }
    return filled;
  }
}
