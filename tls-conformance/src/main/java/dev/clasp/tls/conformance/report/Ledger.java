package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every sentence that obliges someone, with what shows that it is kept, or why nothing does. */
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
   */
  public record Entry(Clauses.Clause clause, String status, List<String> conversations) {
    public Entry {
      conversations = List.copyOf(conversations);
    }
  }

  private final List<Entry> entries;

  private Ledger(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  public static Ledger of(Clauses clauses, List<ConversationFile> files) {
    Map<String, List<String>> tests = tests(files);
    List<Entry> entries = new ArrayList<>();
    for (Clauses.Clause clause : clauses.all()) {
      List<String> conversations = Optional.ofNullable(tests.get(clause.id())).orElse(List.of());
      entries.add(new Entry(clause, status(clause, conversations), conversations));
    }
    return new Ledger(entries);
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
