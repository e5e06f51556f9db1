package dev.clasp.tls.conformance.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A command line as a shell would split it. */
class CommandWordsTest {
  @Test
  void splitsAtWhiteSpace() {
    assertEquals(List.of("a", "-b", "{port}"), CommandWords.split("  a -b\t{port} "));
  }

  @Test
  void quotesKeepWordsTogether() {
    assertEquals(
        List.of("a b", "c\"d", "", "e f"), CommandWords.split("'a b' \"c\\\"d\" '' e\\ f"));
  }

  @Test
  void anOpenQuoteIsAMistake() {
    assertEquals(
        "a quote ' is not closed in: a 'b",
        assertThrows(IllegalArgumentException.class, () -> CommandWords.split("a 'b"))
            .getMessage());
  }
}
