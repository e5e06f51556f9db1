package dev.clasp.tls.conformance.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Script;
import dev.clasp.tls.conformance.conversation.Step;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.conformance.run.ConversationCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two notations say the same. */
class NotationTest {
  @Test
  void everyShippedConversationComesBackFromStepsAsTheSameGraph() throws Exception {
    int count = 0;
    for (ConversationFile file : new ConversationLoader().shipped()) {
      for (Conversation conversation : file.conversations()) {
        List<GraphNode> graph = Expansion.canonical(file, conversation);

        List<Step> steps = Expansion.steps(graph);
        List<GraphNode> again = Expansion.canonical(file, withSteps(conversation, steps));

        assertEquals(shape(graph), shape(again), conversation.id());
        count++;
      }
    }
    assertTrue(count >= 250, "conversations: " + count);
  }

  @Test
  void everyShippedFileComesBackFromTheTextOfBothNotations(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("converted.json");
    int files = 0;
    for (ConversationFile file : new ConversationLoader().shipped()) {
      String text = Vectors.read(file.path());
      ConversationFile graphs = converted(path, Notation.write(file, text, true));
      ConversationFile steps =
          converted(path, Notation.write(graphs, Files.readString(path), false));
      for (int i = 0; i < file.conversations().size(); i++) {
        List<Map<String, String>> graph =
            shape(Expansion.canonical(file, file.conversations().get(i)));
        String id = file.conversations().get(i).id();
        assertEquals(graph, shape(Expansion.canonical(graphs, graphs.conversations().get(i))), id);
        assertEquals(graph, shape(Expansion.canonical(steps, steps.conversations().get(i))), id);
      }
      files++;
    }
    assertTrue(files >= 51, "files: " + files);
  }

  private static ConversationFile converted(Path path, String text) throws Exception {
    Files.writeString(path, text);
    ConversationFile file = new ConversationLoader().from(path).get(0);
    ConversationCheck.check(file);
    return file;
  }

  @Test
  void aRepeatedAlternativeLeadsBackToTheHeadOfItsChain() throws Exception {
    ConversationFile file = shipped("tls13-sanity");

    List<GraphNode> graph = Expansion.canonical(file, file.conversations().get(0));

    GraphNode ticket =
        graph.stream()
            .filter(node -> node.call().node().equals("ExpectNewSessionTicket"))
            .findFirst()
            .orElseThrow();
    assertEquals(ticket.id(), ticket.child().orElseThrow(), "it is the head of its chain");
    assertEquals(
        "ExpectApplicationData", graph.get(ticket.nextSibling().orElseThrow()).call().node());
  }

  private static ConversationFile shipped(String suite) throws Exception {
    return new ConversationLoader()
        .shipped().stream().filter(file -> file.suite().equals(suite)).findFirst().orElseThrow();
  }

  private static Conversation withSteps(Conversation original, List<Step> steps) {
    return new Conversation(
        original.id(),
        original.name(),
        original.kind(),
        original.requirements(),
        Optional.empty(),
        original.matrix(),
        new Script.Steps(steps),
        original.verdict(),
        original.location());
  }

  /** Nodes with arguments and edges; locations differ and do not matter. */
  private static List<Map<String, String>> shape(List<GraphNode> graph) {
    return graph.stream()
        .map(
            node ->
                Map.of(
                    "id", String.valueOf(node.id()),
                    "node", node.call().node(),
                    "args", node.call().args().toString(),
                    "modifiers", node.call().modifiers().toString(),
                    "child", node.child().toString(),
                    "sibling", node.nextSibling().toString()))
        .toList();
  }
}
