package dev.clasp.tls.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code report.json} of earlier runs: reading them, and joining those of several shards. */
public final class ReportFiles {
  private static final String FORMAT = "clasp-report/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportFiles() {}

  /**
   * Reads one.
   *
   * @throws IOException when it cannot be read, with a message that names the file
   * @throws IllegalArgumentException when it is something else
   */
  public static ObjectNode read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new IOException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    if (root instanceof ObjectNode report && report.path("format").asText().equals(FORMAT)) {
      return report;
    }
    throw new IllegalArgumentException(
        "%s: found format %s, expected %s, a report.json"
            .formatted(file, root.path("format"), FORMAT));
  }

  /** The text of a report, as {@code report.json} has it. */
  public static String text(ObjectNode report) {
    return report.toPrettyString() + "\n";
  }

  /**
   * The results of all of them as one report: of the target, seed and capabilities of the first.
   * Where two have the same conversation, the one that failed counts, then the one that ran.
   *
   * @throws IllegalArgumentException when they are about different targets
   */
  public static ObjectNode merge(List<ObjectNode> reports) {
    ObjectNode merged = reports.get(0).deepCopy();
    Map<String, JsonNode> results = new TreeMap<>();
    ArrayNode notes = JsonNodeFactory.instance.arrayNode();
    long milliseconds = 0;
    for (ObjectNode report : reports) {
      if (!report.path("target").equals(merged.path("target"))) {
        throw new IllegalArgumentException(
            "reports of %s and of %s; expected those of one target (clasp report matrix shows several)"
                .formatted(merged.path("target"), report.path("target")));
      }
      milliseconds += report.path("milliseconds").asLong();
      report.path("results").forEach(each -> results.merge(id(each), each, ReportFiles::graver));
      for (JsonNode note : report.path("notes")) {
        if (!contains(notes, note)) {
          notes.add(note);
        }
      }
    }
    merged.put("milliseconds", milliseconds);
    merged.set("notes", notes);
    ArrayNode all = merged.putArray("results");
    results.values().forEach(all::add);
    count(merged);
    return merged;
  }

  static String id(JsonNode result) {
    return result.path("id").asText();
  }

  private static boolean contains(ArrayNode notes, JsonNode note) {
    for (JsonNode each : notes) {
      if (each.equals(note)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode graver(JsonNode one, JsonNode other) {
    return gravity(other) > gravity(one) ? other : one;
  }

  private static int gravity(JsonNode result) {
    Verdict verdict = verdict(result);
    if (result.path("fails").asBoolean()) {
      return 3 + verdict.weight().ordinal();
    }
    return switch (verdict) {
      case SKIP -> 0;
      case INCONCLUSIVE -> 1;
      default -> 2;
    };
  }

  static Verdict verdict(JsonNode result) {
    return Verdict.valueOf(result.path("verdict").asText());
  }

  static String column(JsonNode result) {
    Verdict verdict = verdict(result);
    if (verdict == Verdict.SKIP) {
      return "skipped";
    }
    if (verdict == Verdict.INCONCLUSIVE) {
      return "inconclusive";
    }
    if (result.path("fails").asBoolean()) {
      return "failed";
    }
    return verdict.failed() ? "noted" : "passed";
  }

  private static void count(ObjectNode report) {
    ObjectNode totals = report.putObject("totals");
    for (Sections.Kind kind : Sections.Kind.values()) {
      totals.put(kind.name().toLowerCase(java.util.Locale.ROOT), 0);
    }
    ObjectNode verdicts = report.putObject("verdicts");
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict.name(), 0);
    }
    for (JsonNode result : report.path("results")) {
      String column = column(result);
      totals.put(column, totals.path(column).asInt() + 1);
      String verdict = result.path("verdict").asText();
      verdicts.put(verdict, verdicts.path(verdict).asInt() + 1);
    }
  }
}
