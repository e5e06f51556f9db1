package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.conversation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * From steps to a graph: definitions are inlined, names replaced, alternatives become sibling
 * chains, and a repeated alternative leads back to the head of its chain.
 */
final class GraphBuilder {
  /** Definitions may use definitions; more than this is a circle. */
  private static final int MAX_DEPTH = 32;

  /** A node whose edges are still being drawn. */
  private static final class Draft {
    final NodeCall call;
    // Null at an end; edges are drawn after the nodes exist, since there are cycles.
    @Nullable Draft child;
    @Nullable Draft sibling;

    Draft(NodeCall call) {
      this.call = call;
    }

    Draft lastSibling() {
      Draft last = this;
      while (last.sibling != null) {
        last = last.sibling;
      }
      return last;
    }
  }

  private final Map<String, List<Step>> definitions;

  private GraphBuilder(Map<String, List<Step>> definitions) {
    this.definitions = definitions;
  }

  static List<GraphNode> build(
      List<Step> steps, Map<String, List<Step>> definitions, Scope scope, Location location)
      throws FormatException, NoValue {
    Draft root = new GraphBuilder(definitions).sequence(steps, scope, null, 0);
    if (root == null) {
      throw new FormatException(location, "no steps, expected at least one node");
    }
    return number(root);
  }

  /** A graph with its names replaced. */
  static List<GraphNode> resolve(List<GraphNode> nodes, Scope scope)
      throws FormatException, NoValue {
    List<GraphNode> resolved = new ArrayList<>();
    for (GraphNode node : nodes) {
      resolved.add(
          new GraphNode(node.id(), resolve(node.call(), scope), node.child(), node.nextSibling()));
    }
    return resolved;
  }

  /** The head of the steps, which lead on to {@code next}; {@code next} itself without steps. */
  private @Nullable Draft sequence(List<Step> steps, Scope scope, @Nullable Draft next, int depth)
      throws FormatException, NoValue {
    Draft head = next;
    for (int i = steps.size() - 1; i >= 0; i--) {
      head = step(steps.get(i), scope, head, depth);
    }
    return head;
  }

  private @Nullable Draft step(Step step, Scope scope, @Nullable Draft next, int depth)
      throws FormatException, NoValue {
    if (step instanceof Step.Use use) {
      return use(use, scope, next, depth);
    }
    if (step instanceof Step.Any any) {
      return any(any, scope, next, depth);
    }
    Draft draft = new Draft(resolve(((Step.Node) step).call(), scope));
    draft.child = next;
    return draft;
  }

  private @Nullable Draft use(Step.Use use, Scope scope, @Nullable Draft next, int depth)
      throws FormatException, NoValue {
    List<Step> steps = definitions.get(use.definition());
    if (steps == null) {
      throw new FormatException(
          use.location(),
          "use: unknown definition %s, expected one of %s"
              .formatted(use.definition(), definitions.keySet().stream().sorted().toList()));
    }
    if (depth == MAX_DEPTH) {
      throw new FormatException(
          use.location(), "definition %s uses itself".formatted(use.definition()));
    }
    Map<String, JsonNode> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : use.with().entrySet()) {
      values.put(entry.getKey(), scope.resolve(entry.getValue(), use.location()));
    }
    return sequence(steps, scope.with(values), next, depth + 1);
  }

  private Draft any(Step.Any any, Scope scope, @Nullable Draft next, int depth)
      throws FormatException, NoValue {
    List<Draft> heads = new ArrayList<>();
    for (Step.Branch branch : any.branches()) {
      Draft head = sequence(branch.steps(), scope, branch.end() ? null : next, depth);
      if (head == null || head == next || !head.call.expects()) {
        throw new FormatException(
            branch.location(),
            "begins with %s, expected a node that expects a message"
                .formatted(head == null ? "nothing" : head.call.node()));
      }
      heads.add(head);
    }
    for (int i = 0; i < heads.size(); i++) {
      if (any.branches().get(i).repeat()) {
        heads.get(i).child = heads.get(0);
      }
      if (i > 0) {
        heads.get(i - 1).lastSibling().sibling = heads.get(i);
      }
    }
    return heads.get(0);
  }

  private static NodeCall resolve(NodeCall call, Scope scope) throws FormatException, NoValue {
    List<NodeCall.Modifier> modifiers = new ArrayList<>();
    for (NodeCall.Modifier modifier : call.modifiers()) {
      modifiers.add(
          new NodeCall.Modifier(
              modifier.fn(), scope.resolveObject(modifier.args(), call.location())));
    }
    return call.with(scope.resolveObject(call.args(), call.location()), modifiers);
  }

  /** Ids in the order a reader meets the nodes: a chain of siblings first, then what follows. */
  private static List<GraphNode> number(Draft root) {
    Map<Draft, Integer> ids = new IdentityHashMap<>();
    List<Draft> order = new ArrayList<>();
    visit(root, ids, order);
    List<GraphNode> nodes = new ArrayList<>();
    for (Draft draft : order) {
      nodes.add(
          new GraphNode(nodes.size(), draft.call, id(draft.child, ids), id(draft.sibling, ids)));
    }
    return List.copyOf(nodes);
  }

  private static void visit(Draft root, Map<Draft, Integer> ids, List<Draft> order) {
    List<Draft> heads = new ArrayList<>(List.of(root));
    for (int i = 0; i < heads.size(); i++) {
      List<Draft> chain = new ArrayList<>();
      for (Draft at = heads.get(i); at != null && !ids.containsKey(at); at = at.sibling) {
        ids.put(at, order.size());
        order.add(at);
        chain.add(at);
      }
      for (Draft each : chain) {
        if (each.child != null) {
          heads.add(each.child);
        }
      }
    }
  }

  private static OptionalInt id(@Nullable Draft draft, Map<Draft, Integer> ids) {
    return draft == null
        ? OptionalInt.empty()
        : OptionalInt.of(Objects.requireNonNull(ids.get(draft)));
  }
}
