package dev.clasp.tls.conformance.interop;

import java.util.ArrayList;
import java.util.List;

/** A command line that grows. */
final class Arguments {
  private final List<String> words = new ArrayList<>();

  Arguments(Object... words) {
    add(words);
  }

  /** Adds words as they print. */
  Arguments add(Object... more) {
    for (Object word : more) {
      words.add(word.toString());
    }
    return this;
  }

  List<String> words() {
    return List.copyOf(words);
  }
}
