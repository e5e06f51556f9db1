package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.expand.Expansion;
import dev.clasp.tls.conformance.expand.NoValue;
import dev.clasp.tls.conformance.load.ConversationLoader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds out what a target can do, by conversations of {@code vectors/probe}.
 *
 * <p>The name of a conversation is the capability it finds; where it has an axis, the values with
 * which it passes are the capability's members.
 */
final class Probe {
  private Probe() {}

  /** What was found, for what the profile leaves open. */
  static Map<String, JsonNode> find(Lane lane, Capabilities declared, Timing timing)
      throws FormatException {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (ConversationFile file : new ConversationLoader().shippedBelow("vectors/probe")) {
      for (Conversation conversation : file.conversations()) {
        String capability = conversation.name();
        if (declared.isUnknown(capability)) {
          found.put(capability, value(lane, file, conversation, timing));
        }
      }
    }
    JsonNode asksForCertificate = found.get("client_auth");
    if (asksForCertificate != null) {
      found.put("client_auth", TextNode.valueOf(asksForCertificate.asBoolean() ? "want" : "none"));
    }
    return found;
  }

  private static JsonNode value(
      Lane lane, ConversationFile file, Conversation conversation, Timing timing)
      throws FormatException {
    Expansion expansion = new Expansion(file, Map.of(), capability -> java.util.List.of());
    try {
      if (conversation.matrix().isEmpty()) {
        return BooleanNode.valueOf(passes(lane, new Item(file, conversation, Cell.NONE), timing));
      }
      ArrayNode members = JsonNodeFactory.instance.arrayNode();
      for (Cell cell : expansion.cells(conversation)) {
        if (passes(lane, new Item(file, conversation, cell), timing)) {
          members.add(cell.values().values().iterator().next());
        }
      }
      return members;
    } catch (NoValue e) {
      throw new IllegalStateException("a probe depends on the target", e);
    }
  }

  private static boolean passes(Lane lane, Item item, Timing timing) {
    return lane.run(item, timing).verdict() == Verdict.PASS;
  }
}
