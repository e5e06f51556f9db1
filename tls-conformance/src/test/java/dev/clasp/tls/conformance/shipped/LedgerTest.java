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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledgers: nothing is left without a status, and what they name exists. */
class LedgerTest {
  private static final Set<String> STATUSES =
      Set.of(
          "by-construction",
          "unit-tested",
          "not-observable",
          "not-for-implementations",
          "not-implemented",
          "open");

  /** Documents of which every sentence is there, with how many, and how many have a MUST. */
  private static final Map<String, int[]> COMPLETE = new TreeMap<>();

  static {
    COMPLETE.put("RFC9846", new int[] {453, 332});
    COMPLETE.put("RFC5246", new int[] {178, 126});
    COMPLETE.put("RFC5746", new int[] {40, 33});
    COMPLETE.put("RFC6066", new int[] {77, 43});
    COMPLETE.put("RFC7301", new int[] {12, 7});
    COMPLETE.put("RFC7366", new int[] {12, 8});
    COMPLETE.put("RFC7507", new int[] {8, 6});
    COMPLETE.put("RFC7627", new int[] {28, 18});
    COMPLETE.put("RFC7919", new int[] {37, 17});
    COMPLETE.put("RFC8422", new int[] {49, 40});
    COMPLETE.put("RFC8449", new int[] {15, 11});
    COMPLETE.put("RFC8879", new int[] {14, 12});
    COMPLETE.put("RFC9149", new int[] {15, 7});
    COMPLETE.put("RFC9258", new int[] {16, 8});
  }

  private static Ledger ledger;
  private static List<Ledger.Entry> complete = List.of();

  @BeforeAll
  static void load() throws Exception {
    ledger = Ledger.of(Clauses.shipped(), new ConversationLoader().shipped());
    complete =
        ledger.entries().stream().filter(entry -> COMPLETE.containsKey(document(entry))).toList();
  }

  private static String document(Ledger.Entry entry) {
    return entry.clause().id().split("#", 2)[0];
  }

  @Test
  void haveEverySentence() {
    COMPLETE.forEach(
        (document, counts) -> {
          List<Ledger.Entry> sentences =
              complete.stream().filter(entry -> document(entry).equals(document)).toList();
          assertEquals(counts[0], sentences.size(), document);
          assertEquals(
              counts[1],
              sentences.stream().filter(entry -> entry.clause().level().equals("MUST")).count(),
              document);
        });
  }

  @Test
  void everyMustHasAStatusAndAReason() {
    List<String> without =
        complete.stream()
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
        complete.stream()
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
    for (Ledger.Entry entry : complete) {
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
