package dev.clasp.tls.conformance.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.Capability;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.MatrixSpec;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.conversation.Param;
import dev.clasp.tls.conformance.conversation.Script;
import dev.clasp.tls.conformance.conversation.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** From a file that its schema accepts to the model; nothing is resolved. */
final class ConversationReader {
  private final JsonSource source;

  ConversationReader(JsonSource source) {
    this.source = source;
  }

  Map<String, Param> params() throws FormatException {
    Map<String, Param> params = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : source.root().path("params").properties()) {
      params.put(entry.getKey(), param(entry.getKey(), entry.getValue()));
    }
    return params;
  }

  Map<String, List<Step>> definitions() {
    Map<String, List<Step>> definitions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : source.root().path("defs").properties()) {
      definitions.put(entry.getKey(), steps(entry.getValue(), "defs." + entry.getKey()));
    }
    return definitions;
  }

  List<Conversation> conversations() throws FormatException {
    List<Conversation> conversations = new ArrayList<>();
    for (JsonNode node : source.root().path("conversations")) {
      conversations.add(conversation(node, "conversations[" + conversations.size() + "]"));
    }
    return conversations;
  }

  Optional<Capability> requires(JsonNode node) {
    return Optional.ofNullable(node.get("requires")).map(ConversationReader::capability);
  }

  private Conversation conversation(JsonNode node, String path) throws FormatException {
    List<String> requirements = new ArrayList<>();
    node.path("requirements").forEach(id -> requirements.add(id.asText()));
    Script script =
        node.has("graph")
            ? new Script.Graph(graph(node.get("graph"), path + ".graph"))
            : new Script.Steps(steps(node.get("steps"), path + ".steps"));
    return new Conversation(
        node.get("id").asText(),
        node.get("name").asText(),
        Conversation.Kind.valueOf(node.get("kind").asText().toUpperCase(Locale.ROOT)),
        requirements,
        requires(node),
        Optional.ofNullable(node.get("matrix")).map(matrix -> matrix(matrix, path + ".matrix")),
        script,
        Optional.ofNullable((ObjectNode) node.get("verdict")),
        source.locate(node, path));
  }

  private MatrixSpec matrix(JsonNode node, String path) {
    List<String> axes = new ArrayList<>();
    node.get("axes").forEach(axis -> axes.add(axis.asText()));
    JsonNode strength = node.path("strength");
    return new MatrixSpec(
        axes,
        strength.isTextual() ? MatrixSpec.FULL : strength.asInt(1),
        Optional.ofNullable(node.get("where")).map(JsonNode::asText),
        node.has("sample") ? OptionalInt.of(node.get("sample").asInt()) : OptionalInt.empty(),
        source.locate(node, path));
  }

  private Param param(String name, JsonNode node) throws FormatException {
    Location location = source.locate(node, "params." + name);
    List<JsonNode> values = new ArrayList<>();
    node.path("values").forEach(values::add);
    if (node.has("range")) {
      int first = node.get("range").get(0).asInt();
      int last = node.get("range").get(1).asInt();
      if (first > last || last - first > 0xFFFF) {
        throw new FormatException(
            location, "range %d to %d, expected first to last".formatted(first, last));
      }
      for (int value = first; value <= last; value++) {
        values.add(IntNode.valueOf(value));
      }
    }
    List<JsonNode> exclude = new ArrayList<>();
    node.path("exclude").forEach(exclude::add);
    Optional<String> from =
        Optional.ofNullable(node.get("from"))
            .map(text -> text.asText().substring("$target.".length()));
    return new Param(
        name, values, from, exclude, Optional.ofNullable(node.get("default")), location);
  }

  private List<Step> steps(JsonNode array, String path) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode node : array) {
      steps.add(step(node, path + "[" + steps.size() + "]"));
    }
    return steps;
  }

  private Step step(JsonNode node, String path) {
    Location location = source.locate(node, path);
    if (node.has("use")) {
      Map<String, JsonNode> with = new LinkedHashMap<>();
      node.path("with").properties().forEach(entry -> with.put(entry.getKey(), entry.getValue()));
      return new Step.Use(node.get("use").asText(), with, location);
    }
    if (node.has("any")) {
      List<Step.Branch> branches = new ArrayList<>();
      for (JsonNode branch : node.get("any")) {
        branches.add(branch(branch, path + ".any[" + branches.size() + "]"));
      }
      return new Step.Any(branches, location);
    }
    return new Step.Node(call(node, location));
  }

  private Step.Branch branch(JsonNode node, String path) {
    Location location = source.locate(node, path);
    boolean end = node.path("then").asText().equals("end");
    return node.has("steps")
        ? new Step.Branch(steps(node.get("steps"), path + ".steps"), false, end, location)
        : new Step.Branch(
            List.of(new Step.Node(call(node, location))),
            node.path("repeat").asBoolean(),
            end,
            location);
  }

  private static NodeCall call(JsonNode node, Location location) {
    List<NodeCall.Modifier> modifiers = new ArrayList<>();
    for (JsonNode modifier : node.path("modifiers")) {
      ObjectNode args = modifier.deepCopy();
      args.remove("fn");
      modifiers.add(new NodeCall.Modifier(modifier.get("fn").asText(), args));
    }
    ObjectNode args =
        node.has("args") ? (ObjectNode) node.get("args") : JsonNodeFactory.instance.objectNode();
    return new NodeCall(node.get("node").asText(), args, modifiers, location);
  }

  private List<GraphNode> graph(JsonNode array, String path) {
    List<GraphNode> nodes = new ArrayList<>();
    for (JsonNode node : array) {
      Location location = source.locate(node, path + "[" + nodes.size() + "]");
      nodes.add(
          new GraphNode(
              node.get("id").asInt(),
              call(node, location),
              edge(node, "child"),
              edge(node, "next_sibling")));
    }
    return nodes;
  }

  private static OptionalInt edge(JsonNode node, String name) {
    return node.has(name) ? OptionalInt.of(node.get(name).asInt()) : OptionalInt.empty();
  }

  private static Capability capability(JsonNode node) {
    if (node.isTextual()) {
      String[] parts = node.asText().split(":", 2);
      return parts.length == 1
          ? new Capability.Has(parts[0])
          : new Capability.Contains(parts[0], parts[1]);
    }
    if (node.has("not")) {
      return new Capability.Not(capability(node.get("not")));
    }
    List<Capability> parts = new ArrayList<>();
    node.path(node.has("all") ? "all" : "any").forEach(part -> parts.add(capability(part)));
    return node.has("all") ? new Capability.All(parts) : new Capability.AnyOf(parts);
  }
}
