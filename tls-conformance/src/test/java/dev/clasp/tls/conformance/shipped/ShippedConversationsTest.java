package dev.clasp.tls.conformance.shipped;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.conformance.run.ConversationCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The conversations, the clauses they cite and the deviations that are listed belong together. */
class ShippedConversationsTest {
  private static List<ConversationFile> files;

  @BeforeAll
  static void load() throws Exception {
    files = new ConversationLoader().shipped();
  }

  @Test
  void areAsManyAsWeKnowOf() {
    long negative =
        conversations().stream().filter(each -> each.kind() == Conversation.Kind.NEGATIVE).count();

    assertEquals(1256, conversations().size());
    assertEquals(935, negative);
  }

  @Test
  void canAllBeRun() throws Exception {
    for (ConversationFile file : files) {
      ConversationCheck.check(file);
    }
  }

  @Test
  void citeClausesThatAreQuoted() throws Exception {
    Set<String> quoted = new HashSet<>();
    Set<String> onlyCited = new HashSet<>();
    for (JsonNode document : documents("vectors/requirements")) {
      boolean complete = document.path("complete").asBoolean();
      for (JsonNode each : document.get("requirements")) {
        quoted.add(each.get("id").asText());
        if (!complete) {
          onlyCited.add(each.get("id").asText());
        }
      }
    }
    Set<String> cited = new HashSet<>();
    conversations().forEach(each -> cited.addAll(each.requirements()));

    assertAll(
        () -> assertTrue(quoted.containsAll(cited), () -> minus(cited, quoted).toString()),
        () -> assertTrue(cited.containsAll(onlyCited), () -> minus(onlyCited, cited).toString()));
  }

  @Test
  void areNegativeOnlyWithAClause() {
    for (Conversation each : conversations()) {
      assertTrue(
          each.kind() != Conversation.Kind.NEGATIVE || !each.requirements().isEmpty(), each.id());
    }
  }

  @Test
  void existWhereADeviationIsListed() throws Exception {
    Set<String> names = new HashSet<>();
    for (ConversationFile file : files) {
      file.conversations().forEach(each -> names.add(file.suite() + ":" + each.id()));
    }
    int listed = 0;
    for (JsonNode document : documents("vectors/expectations")) {
      for (JsonNode deviation : document.get("deviations")) {
        for (JsonNode item : deviation.get("items")) {
          String name = item.asText().replaceFirst("\\[.*", "");
          assertTrue(names.contains(name), name);
          listed++;
        }
      }
    }
    assertTrue(listed > 0, "no deviation is listed");
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static List<Conversation> conversations() {
    return files.stream().flatMap(file -> file.conversations().stream()).toList();
  }

  private static List<JsonNode> documents(String folder) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> documents = new ArrayList<>();
    for (String name : Vectors.list(folder)) {
      documents.add(json.readTree(Vectors.read(name)));
    }
    return documents;
  }
}
