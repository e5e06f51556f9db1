package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.conversation.Param;
import dev.clasp.tls.conformance.conversation.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conversation files in one of the two notations, as text.
 *
 * <p>What is written stands alone: definitions are inlined, imports are gone, and of the parameters
 * those are left that something still names. Titles, requirements, matrices and verdicts stay as
 * they are.
 */
public final class Notation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NAME = Pattern.compile("\\$([A-Za-z]\\w*)");

  private Notation() {}

  /**
   * Writes a file.
   *
   * @param text the file's own, for what the model does not keep
   * @param canonical as graphs; else as steps
   */
  public static String write(ConversationFile file, String text, boolean canonical)
      throws FormatException {
    ObjectNode root;
    try {
      root = (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file.path() + " was JSON when it was read", e);
    }
    for (int i = 0; i < file.conversations().size(); i++) {
      Conversation conversation = file.conversations().get(i);
      ObjectNode written = (ObjectNode) root.get("conversations").get(i);
      List<GraphNode> graph = Expansion.canonical(file, conversation);
      written.remove(List.of("steps", "graph"));
      if (canonical) {
        written.set("graph", graph(graph));
      } else {
        written.set("steps", steps(Expansion.steps(graph)));
      }
    }
    root.remove(List.of("imports", "defs", "params"));
    ObjectNode params = params(file, root);
    if (!params.isEmpty()) {
      root.set("params", params);
    }
    return root.toPrettyString() + "\n";
  }

  /** The parameters that the file mentions, and those that they mention. */
  private static ObjectNode params(ConversationFile file, ObjectNode root) {
    Map<String, JsonNode> needed = new TreeMap<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(root));
    root.findValues("axes").forEach(axes -> axes.forEach(axis -> open.add(named(axis))));
    while (!open.isEmpty()) {
      Matcher names = NAME.matcher(open.pop().toString());
      while (names.find()) {
        Param param = file.params().get(names.group(1));
        if (param != null && !needed.containsKey(param.name())) {
          JsonNode written = param(param);
          needed.put(param.name(), written);
          open.add(written);
        }
      }
    }
    ObjectNode params = JSON.objectNode();
    params.setAll(needed);
    return params;
  }

  private static JsonNode named(JsonNode axis) {
    return TextNode.valueOf("$" + axis.asText());
  }

  private static ObjectNode param(Param param) {
    ObjectNode written = JSON.objectNode();
    if (!param.values().isEmpty()) {
      param.values().forEach(written.putArray("values")::add);
    }
    param.from().ifPresent(from -> written.put("from", "$target." + from));
    if (!param.exclude().isEmpty()) {
      param.exclude().forEach(written.putArray("exclude")::add);
    }
    param.preset().ifPresent(preset -> written.set("default", preset));
    return written;
  }

  private static ArrayNode graph(List<GraphNode> nodes) {
    ArrayNode graph = JSON.arrayNode();
    for (GraphNode node : nodes) {
      ObjectNode written = JSON.objectNode().put("id", node.id());
      written.setAll(call(node.call()));
      node.child().ifPresent(child -> written.put("child", child));
      node.nextSibling().ifPresent(sibling -> written.put("next_sibling", sibling));
      graph.add(written);
    }
    return graph;
  }

  private static ArrayNode steps(List<Step> steps) {
    ArrayNode written = JSON.arrayNode();
    for (Step step : steps) {
      written.add(step(step));
    }
    return written;
  }

  private static ObjectNode step(Step step) {
    if (step instanceof Step.Node node) {
      return call(node.call());
    }
    if (step instanceof Step.Any any) {
      ObjectNode written = JSON.objectNode();
      ArrayNode branches = written.putArray("any");
      any.branches().forEach(branch -> branches.add(branch(branch)));
      return written;
    }
    throw new IllegalStateException("a use in steps that come from a graph");
  }

  private static ObjectNode branch(Step.Branch branch) {
    boolean single = branch.steps().size() == 1 && branch.steps().get(0) instanceof Step.Node;
    ObjectNode written =
        single
            ? call(((Step.Node) branch.steps().get(0)).call())
            : JSON.objectNode().set("steps", steps(branch.steps()));
    if (branch.repeat()) {
      written.put("repeat", true);
    }
    if (branch.end()) {
      written.put("then", "end");
    }
    return written;
  }

  private static ObjectNode call(NodeCall call) {
    ObjectNode written = JSON.objectNode().put("node", call.node());
    if (!call.args().isEmpty()) {
      written.set("args", call.args());
    }
    if (!call.modifiers().isEmpty()) {
      ArrayNode modifiers = written.putArray("modifiers");
      for (NodeCall.Modifier modifier : call.modifiers()) {
        ObjectNode fields = modifiers.addObject().put("fn", modifier.fn());
        fields.setAll(modifier.args());
      }
    }
    return written;
  }
}
