package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.sites.Sites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every sentence that obliges someone, with what shows that it is kept, or why nothing does, and
 * where the stack enforces it.
 */
public final class Ledger {
  /** Conversations test it. */
  public static final String TESTED = "tested";

  /** A SHOULD or MAY without a conversation. */
  public static final String NOT_JUDGED = "not-judged";

  /**
   * One sentence.
   *
   * @param status {@link #TESTED}, {@link #NOT_JUDGED}, or what the ledger says
   * @param conversations {@code suite:id} of those that cite it
   * @param sites the codes of the checks that keep it; {@code sites.Site}
   */
  public record Entry(
      Clauses.Clause clause, String status, List<String> conversations, List<String> sites) {
    public Entry {
      sites = List.copyOf(sites);
      conversations = List.copyOf(conversations);
    }
  }

  private final List<Entry> entries;

  private Ledger(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Of what is shipped: clauses, conversations, and the stack this program runs with. */
  public static Ledger of(Clauses clauses, List<ConversationFile> files) {
    Map<String, List<String>> sites = Sites.ofStack().byRequirement();
    Map<String, List<String>> tests = tests(files);
    List<Entry> entries = new ArrayList<>();
    for (Clauses.Clause clause : clauses.all()) {
      List<String> conversations = Optional.ofNullable(tests.get(clause.id())).orElse(List.of());
      entries.add(
          new Entry(clause, status(clause, conversations), conversations, sites(clause, sites)));
    }
    return new Ledger(entries);
  }

  /** Those that name the sentence, and those of the sentences that have the same check. */
  private static List<String> sites(Clauses.Clause clause, Map<String, List<String>> byId) {
    Set<String> sites = new LinkedHashSet<>();
    Stream.concat(Stream.of(clause.id()), clause.sameCheck().stream())
        .map(id -> Optional.ofNullable(byId.get(id)).orElse(List.of()))
        .forEach(sites::addAll);
    return List.copyOf(sites);
  }

  private static String status(Clauses.Clause clause, List<String> conversations) {
    if (!conversations.isEmpty()) {
      return TESTED;
    }
    return clause.status().isEmpty() ? NOT_JUDGED : clause.status();
  }

  /** The conversations that cite each id. */
  private static Map<String, List<String>> tests(List<ConversationFile> files) {
    Map<String, List<String>> tests = new TreeMap<>();
    for (ConversationFile file : files) {
      for (Conversation conversation : file.conversations()) {
        for (String id : conversation.requirements()) {
          tests
              .computeIfAbsent(id, ignored -> new ArrayList<>())
              .add(file.suite() + ":" + conversation.id());
        }
      }
    }
    return tests;
  }

  /** In the order of the documents. */
  public List<Entry> entries() {
    return entries;
  }

  /** The documents, such as {@code RFC9846}, in their files' order. */
  public List<String> documents() {
    return entries.stream()
        .map(entry -> entry.clause().id())
        .filter(id -> id.contains("#"))
        .map(id -> id.substring(0, id.indexOf('#')))
        .distinct()
        .toList();
  }

  /** How many sentences of this document and level have each status. */
  public Map<String, Integer> counts(String document, String level) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.clause().id().startsWith(document + "#") && entry.clause().level().equals(level)) {
        counts.merge(entry.status(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
