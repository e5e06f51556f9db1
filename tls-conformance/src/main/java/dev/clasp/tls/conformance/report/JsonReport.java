package dev.clasp.tls.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Selection;
import dev.clasp.tls.conformance.run.Verdict;
import java.util.Locale;

/** {@code report.json}, format {@code clasp-report/1}. */
public final class JsonReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReport() {}

  /** The whole document, with a line end. */
  public static String of(RunReport report) {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(tree(report))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that is no JSON", e);
    }
  }

  static ObjectNode tree(RunReport report) {
    ObjectNode root = JSON.objectNode();
    root.put("format", "clasp-report/1");
    root.put("target", report.target());
    root.put("started", report.started().toString());
    root.put("milliseconds", report.milliseconds());
    root.put("seed", report.seed());
    root.put("strict", report.strict());
    root.put("jobs", report.jobs());
    ObjectNode capabilities = root.putObject("capabilities");
    report.capabilities().values().forEach(capabilities::set);
    ArrayNode notes = root.putArray("notes");
    report.notes().forEach(notes::add);
    totals(root.putObject("totals"), report);
    ObjectNode verdicts = root.putObject("verdicts");
    report.counts().forEach((verdict, count) -> verdicts.put(verdict.name(), count));
    ArrayNode results = root.putArray("results");
    report.results().forEach(result -> results.add(result(result, report)));
    return root;
  }

  private static void totals(ObjectNode totals, RunReport report) {
    totals.put("passed", report.results().stream().filter(each -> passes(each, report)).count());
    totals.put("failed", report.failed());
    totals.put("noted", report.informative());
    totals.put("skipped", report.skipped());
    totals.put("inconclusive", report.inconclusive());
  }

  private static boolean passes(Result result, RunReport report) {
    return Sections.Kind.PASSED.holds(result, report.strict());
  }

  private static ObjectNode result(Result result, RunReport report) {
    ObjectNode node = JSON.objectNode();
    node.put("id", result.id());
    node.put("title", result.title());
    node.put("kind", result.kind().name().toLowerCase(Locale.ROOT));
    node.put("verdict", result.verdict().name());
    node.put("severity", result.verdict().weight().name().toLowerCase(Locale.ROOT));
    node.put("level", result.policy().level().name());
    node.put("fails", result.fails(report.strict()));
    ArrayNode requirements = node.putArray("requirements");
    result.requirements().forEach(requirements::add);
    node.put("expected", result.judgement().expected());
    node.put("found", result.judgement().found());
    node.put("milliseconds", result.milliseconds());
    if (result.verdict() != Verdict.SKIP) {
      node.put("replay", Selection.Replay.of(result.id(), report.seed()));
    }
    if (result.verdict().failed()) {
      ArrayNode exchange = node.putArray("exchange");
      result.events().forEach(event -> exchange.add(event(event)));
    }
    return node;
  }

  private static ObjectNode event(Exchange.Event event) {
    ObjectNode node = JSON.objectNode();
    node.put("at", event.milliseconds());
    node.put("side", event.side().name().toLowerCase(Locale.ROOT));
    node.put("what", event.what());
    if (!event.bytes().isEmpty()) {
      node.put("octets", event.bytes().size());
      node.put("hex", Decoded.hex(event.bytes()));
    }
    return node;
  }
}
