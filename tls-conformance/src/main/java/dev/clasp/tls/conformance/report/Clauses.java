package dev.clasp.tls.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.load.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sentences that oblige someone, by requirement id ({@code tls-requirements/1}): all of RFC
 * 9846, and of other documents those that conversations cite.
 */
public final class Clauses {
  /**
   * One sentence of an RFC.
   *
   * @param id such as {@code RFC9846#section-4.7.3/4}
   * @param title of its section
   * @param level MUST, SHOULD, MAY and so on
   * @param status why no conversation tests it, such as {@code by-construction}; empty where one
   *     does, and for a SHOULD or MAY that nobody has judged
   * @param reason of the status, for people
   * @param tests of the build that show it, {@code Class} or {@code Class.method}
   * @param sameCheck sentences whose checks in our stack keep this one too, by their ids
   * @param noCheck why no check of our stack keeps it, for people; empty where one does
   */
  public record Clause(
      String id,
      String title,
      String level,
      String quote,
      String status,
      String reason,
      List<String> tests,
      List<String> sameCheck,
      String noCheck) {
    public Clause {
      tests = List.copyOf(tests);
      sameCheck = List.copyOf(sameCheck);
    }
  }

  private final Map<String, Clause> clauses = new LinkedHashMap<>();

  private Clauses() {}

  /** Those below {@code vectors/requirements}. */
  public static Clauses shipped() {
    Clauses all = new Clauses();
    for (String file : Vectors.list("vectors/requirements")) {
      try {
        JsonNode root = new ObjectMapper().readTree(Vectors.read(file));
        root.path("requirements").forEach(all::add);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(file, e);
      }
    }
    return all;
  }

  private void add(JsonNode node) {
    String id = node.path("id").asText();
    clauses.put(
        id,
        new Clause(
            id,
            node.path("title").asText(),
            node.path("level").asText(),
            node.path("quote").asText(),
            node.path("status").asText(),
            node.path("reason").asText(),
            texts(node.path("tests")),
            texts(node.path("same_check")),
            node.path("no_check").asText()));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  public Optional<Clause> find(String id) {
    return Optional.ofNullable(clauses.get(id));
  }

  /** All of them, in the files' order. */
  public List<Clause> all() {
    return List.copyOf(clauses.values());
  }

  /** {@code RFC 9846 §4.7.3} for {@code RFC9846#section-4.7.3/4}. */
  public static String section(String id) {
    String section =
        id.replaceFirst("^RFC(\\d+)#", "RFC $1 §")
            .replace("§section-", "§")
            .replace("§appendix-", "appendix ");
    int slash = section.lastIndexOf('/');
    return slash < 0 ? section : section.substring(0, slash);
  }
}
