package dev.clasp.tls.conformance.suites;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reports for programs. */
public final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  /** Our own format, {@code clasp-vectors/1}. */
  public static String clasp(SuiteReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", "clasp-vectors/1");
    root.put("suite", report.suite());
    root.put("provider", report.provider());
    root.put("java", Runtime.version().toString());
    for (Outcome outcome : Outcome.values()) {
      root.put(outcome.toString(), report.count(outcome));
    }
    root.put("seconds", report.elapsed().toMillis() / 1000.0);
    var results = root.putArray("results");
    for (CaseResult result : report.results()) {
      ObjectNode item = results.addObject();
      item.put("id", result.id());
      item.put("outcome", result.outcome().toString());
      putUnlessEmpty(item, "expected", result.expected());
      putUnlessEmpty(item, "actual", result.actual());
      putUnlessEmpty(item, "detail", result.detail());
    }
    return root.toPrettyString() + "\n";
  }

  /** The result format of x509-limbo, version 1. */
  public static String limbo(SuiteReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 1);
    root.put("harness", "clasp " + report.provider());
    var results = root.putArray("results");
    for (CaseResult result : report.results()) {
      ObjectNode item = results.addObject();
      item.put("id", result.id());
      // Limbo knows SUCCESS, FAILURE, SKIPPED and HANG; an error that is no verdict is none of
      // them.
      item.put("actual_result", result.actual().isEmpty() ? "SKIPPED" : result.actual());
      item.put("context", result.detail());
    }
    return root.toPrettyString() + "\n";
  }

  private static void putUnlessEmpty(ObjectNode item, String field, String value) {
    if (!value.isEmpty()) {
      item.put(field, value);
    }
  }
}
