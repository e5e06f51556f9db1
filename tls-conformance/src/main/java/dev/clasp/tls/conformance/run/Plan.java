package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.node.NodeTable;
import dev.clasp.tls.conformance.node.PlannedNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A graph whose nodes are made and whose edges are checked. */
public final class Plan {
  private final int root;
  private final Map<Integer, PlannedNode> nodes;
  private final Map<Integer, GraphNode> edges;

  private Plan(int root, Map<Integer, PlannedNode> nodes, Map<Integer, GraphNode> edges) {
    this.root = root;
    this.nodes = nodes;
    this.edges = edges;
  }

  /**
   * @param graph resolved; its first node is the root
   * @throws FormatException for a node that cannot be made, an edge to nowhere, or an alternative
   *     to a node that does not wait
   */
  public static Plan of(List<GraphNode> graph) throws FormatException {
    Map<Integer, PlannedNode> nodes = new HashMap<>();
    Map<Integer, GraphNode> edges = new HashMap<>();
    for (GraphNode node : graph) {
      if (edges.put(node.id(), node) != null) {
        throw new FormatException(node.call().location(), "id %d is taken".formatted(node.id()));
      }
      nodes.put(node.id(), NodeTable.plan(node.call()));
    }
    Plan plan = new Plan(graph.get(0).id(), nodes, edges);
    for (GraphNode node : graph) {
      plan.check(node);
    }
    return plan;
  }

  int root() {
    return root;
  }

  PlannedNode node(int id) {
    return Optional.ofNullable(nodes.get(id)).orElseThrow();
  }

  OptionalInt child(int id) {
    return edge(id).child();
  }

  /** The node and its alternatives, in order. */
  List<Integer> chain(int id) {
    List<Integer> chain = new ArrayList<>();
    for (OptionalInt at = OptionalInt.of(id);
        at.isPresent();
        at = edge(at.getAsInt()).nextSibling()) {
      chain.add(at.getAsInt());
    }
    return chain;
  }

  private GraphNode edge(int id) {
    return Optional.ofNullable(edges.get(id)).orElseThrow();
  }

  private void check(GraphNode node) throws FormatException {
    Location where = node.call().location();
    for (OptionalInt target : List.of(node.child(), node.nextSibling())) {
      if (target.isPresent() && !edges.containsKey(target.getAsInt())) {
        throw new FormatException(
            where, "leads to node %d, which does not exist".formatted(target.getAsInt()));
      }
    }
    Set<Integer> seen = new HashSet<>();
    OptionalInt at = OptionalInt.of(node.id());
    while (node.nextSibling().isPresent() && at.isPresent()) {
      if (!seen.add(at.getAsInt())) {
        throw new FormatException(where, "next_sibling goes in a circle");
      }
      if (node(at.getAsInt()).expectation().isEmpty()) {
        throw new FormatException(
            where,
            "an alternative is %s, expected a node that expects a message"
                .formatted(node(at.getAsInt()).name()));
      }
      at = edge(at.getAsInt()).nextSibling();
    }
  }
}
