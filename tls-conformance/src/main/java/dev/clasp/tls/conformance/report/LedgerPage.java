package dev.clasp.tls.conformance.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger as one self-contained page: every sentence, coloured by its status. */
public record LedgerPage(Ledger ledger) {
  private static final String TEMPLATE = "ledger.ftlh";

  /** The whole page. */
  public String html() {
    return HtmlTemplate.render(TEMPLATE, Map.of("sections", sections(), "documents", documents()));
  }

  private List<Map<String, Object>> documents() {
    return ledger.documents().stream()
        .map(
            document ->
                Map.<String, Object>of("name", document, "must", ledger.counts(document, "MUST")))
        .toList();
  }

  /** Sentences by section, in the order of the documents. */
  private List<Map<String, Object>> sections() {
    Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
    Map<String, String> titles = new LinkedHashMap<>();
    for (Ledger.Entry entry : ledger.entries()) {
      String section = Clauses.section(entry.clause().id());
      titles.putIfAbsent(section, entry.clause().title());
      sections.computeIfAbsent(section, ignored -> new ArrayList<>()).add(row(entry));
    }
    List<Map<String, Object>> list = new ArrayList<>();
    sections.forEach(
        (section, rows) ->
            list.add(
                Map.of(
                    "section", section,
                    "title", titles.getOrDefault(section, ""),
                    "rows", rows)));
    return list;
  }

  private static Map<String, Object> row(Ledger.Entry entry) {
    return Map.of(
        "id", entry.clause().id(),
        "level", entry.clause().level(),
        "quote", entry.clause().quote(),
        "status", entry.status(),
        "reason", entry.clause().reason(),
        "tests", entry.clause().tests(),
        "conversations", entry.conversations(),
        "sites", entry.sites());
  }
}
