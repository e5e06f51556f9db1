package dev.clasp.tls.conformance.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Selection;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code report.sarif}: failures as SARIF 2.1.0, a clause being a rule, for code scanning. */
final class SarifReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SarifReport() {}

  static String of(RunReport report, Clauses clauses) {
    ObjectNode root = JSON.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "clasp conform");
    ArrayNode rules = driver.putArray("rules");
    ArrayNode results = run.putArray("results");
    Set<String> named = new LinkedHashSet<>();
    for (Result result : report.results()) {
      if (result.verdict().failed()) {
        String rule = result.requirements().stream().findFirst().orElse(result.id());
        if (named.add(rule)) {
          rules.add(rule(rule, clauses));
        }
        results.add(result(result, rule, report));
      }
    }
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode rule(String id, Clauses clauses) {
    ObjectNode rule = JSON.objectNode();
    rule.put("id", id);
    clauses
        .find(id)
        .ifPresent(
            clause -> {
              rule.put("name", Clauses.section(id));
              rule.putObject("shortDescription").put("text", clause.quote());
            });
    return rule;
  }

  private static ObjectNode result(Result result, String rule, RunReport report) {
    ObjectNode node = JSON.objectNode();
    node.put("ruleId", rule);
    node.put("level", result.fails(report.strict()) ? "error" : "note");
    node.putObject("message")
        .put(
            "text",
            "%s: %s; expected: %s; found: %s; replay: %s"
                .formatted(
                    result.verdict(),
                    result.title(),
                    result.judgement().expected(),
                    result.judgement().found(),
                    Selection.Replay.of(result.id(), report.seed())));
    node.putArray("locations")
        .addObject()
        .putArray("logicalLocations")
        .addObject()
        .put("name", report.target())
        .put("fullyQualifiedName", result.id());
    return node;
  }
}
