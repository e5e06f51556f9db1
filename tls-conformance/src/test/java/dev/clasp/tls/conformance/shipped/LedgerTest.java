package dev.clasp.tls.conformance.shipped;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.report.Clauses;
import dev.clasp.tls.conformance.report.Ledger;
import dev.clasp.tls.conformance.report.LedgerPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger of RFC 9846: nothing is left without a status, and what it names exists. */
class LedgerTest {
  private static final Set<String> STATUSES =
      Set.of(
          "by-construction",
          "unit-tested",
          "not-observable",
          "not-for-implementations",
          "not-implemented",
          "open");

  private static Ledger ledger;
  private static List<Ledger.Entry> tls13 = List.of();

  @BeforeAll
  static void load() throws Exception {
    ledger = Ledger.of(Clauses.shipped(), new ConversationLoader().shipped());
    tls13 =
        ledger.entries().stream()
            .filter(entry -> entry.clause().id().startsWith("RFC9846#"))
            .toList();
  }

  @Test
  void hasEverySentenceOfTheRfc() {
    assertAll(
        () -> assertEquals(453, tls13.size()),
        () ->
            assertEquals(
                332, tls13.stream().filter(e -> e.clause().level().equals("MUST")).count()));
  }

  @Test
  void everyMustHasAStatusAndAReason() {
    List<String> without =
        tls13.stream()
            .filter(entry -> entry.clause().level().equals("MUST"))
            .filter(entry -> !entry.status().equals(Ledger.TESTED))
            .filter(
                entry ->
                    !STATUSES.contains(entry.status()) || entry.clause().reason().length() < 10)
            .map(entry -> entry.clause().id())
            .toList();

    assertEquals(List.of(), without);
  }

  @Test
  void whatAConversationTestsSaysNothingElse() {
    List<String> both =
        tls13.stream()
            .filter(entry -> entry.status().equals(Ledger.TESTED))
            .filter(entry -> !entry.clause().status().isEmpty())
            .map(entry -> entry.clause().id())
            .toList();

    assertEquals(List.of(), both);
  }

  @Test
  void theTestsItNamesExist() throws Exception {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Ledger.Entry entry : tls13) {
      for (String test : entry.clause().tests()) {
        String[] parts = test.split("\\.", 2);
        String source = sources.getOrDefault(parts[0], "");
        if (source.isEmpty() || (parts.length == 2 && !source.contains("void " + parts[1] + "("))) {
          missing.add(entry.clause().id() + ": " + test);
        }
        named++;
      }
    }
    int count = named;

    assertAll(
        () -> assertEquals(List.of(), missing),
        () -> assertTrue(count > 50, () -> "named: " + count));
  }

  /** Test classes of the stack by name; one name may stand for several. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new java.util.HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("..", "tls-core"))) {
      for (Path file :
          files
              .filter(each -> each.toString().contains("/src/test/java/"))
              .filter(each -> each.toString().endsWith("Test.java"))
              .toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.merge(name, Files.readString(file), String::concat);
      }
    }
    return sources;
  }

  @Test
  void thePageHasEverySentence() {
    String page = new LedgerPage(ledger).html();

    assertAll(
        () -> assertTrue(page.contains("id=\"RFC9846#section-4.7.3/4\"")),
        () -> assertEquals(ledger.entries().size(), page.split("<div class=\"rule", -1).length - 1),
        () -> assertTrue(page.contains("by-construction")));
  }
}
