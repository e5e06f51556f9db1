package dev.clasp.tls.conformance.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Script;
import dev.clasp.tls.conformance.conversation.Step;
import dev.clasp.tls.conformance.load.ConversationLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
