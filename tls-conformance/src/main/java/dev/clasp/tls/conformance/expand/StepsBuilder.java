package dev.clasp.tls.conformance.expand;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From a graph back to steps.
 *
 * <p>Cycles that are no repetition of one alternative have no form in steps and are refused.
 */
final class StepsBuilder {
  private static final int END = -1;

  private final Map<Integer, GraphNode> nodes;

  private StepsBuilder(Map<Integer, GraphNode> nodes) {
    this.nodes = nodes;
  }

  static List<Step> build(List<GraphNode> graph) throws FormatException {
    StepsBuilder builder =
        new StepsBuilder(
            graph.stream().collect(Collectors.toMap(GraphNode::id, Function.identity())));
    return builder.sequence(graph.get(0).id(), END, Set.of());
  }

  /** The steps from {@code from} up to {@code stop}, which is not part of them. */
  private List<Step> sequence(int from, int stop, Set<Integer> open) throws FormatException {
    List<Step> steps = new ArrayList<>();
    Set<Integer> seen = new LinkedHashSet<>(open);
    int at = from;
    while (at != END && at != stop) {
      GraphNode node = node(at);
      if (!seen.add(at)) {
        throw new FormatException(
            node.call().location(), "a cycle through node %d has no form in steps".formatted(at));
      }
      if (node.nextSibling().isEmpty() && child(node) != at) {
        steps.add(new Step.Node(node.call()));
        at = child(node);
        continue;
      }
      List<GraphNode> chain = chain(at);
      int join = join(chain, at, stop);
      List<Step.Branch> branches = new ArrayList<>();
      for (GraphNode branch : chain) {
        branches.add(branch(branch, at, join, stop, seen));
      }
      steps.add(new Step.Any(branches, node.call().location()));
      at = join;
    }
    return steps;
  }

  private Step.Branch branch(GraphNode branch, int head, int join, int stop, Set<Integer> open)
      throws FormatException {
    Location location = branch.call().location();
    Step first = new Step.Node(branch.call());
    if (child(branch) == head) {
      return new Step.Branch(List.of(first), true, false, location);
    }
    List<Step> steps = new ArrayList<>(List.of(first));
    steps.addAll(sequence(child(branch), join, open));
    boolean joins = join != END && mainline(child(branch), stop).contains(join);
    boolean end = !joins && join != END;
    return new Step.Branch(steps, false, end, location);
  }

  /** Where the alternatives meet again; {@link #END} when they do not. */
  private int join(List<GraphNode> chain, int head, int stop) throws FormatException {
    Set<Integer> common = new LinkedHashSet<>();
    boolean first = true;
    for (GraphNode branch : chain) {
      if (child(branch) == head || child(branch) == END) {
        continue;
      }
      Set<Integer> line = mainline(child(branch), stop);
      if (first) {
        common.addAll(line);
        first = false;
      } else if (common.stream().anyMatch(line::contains)) {
        common.retainAll(line);
      }
    }
    return common.stream().findFirst().orElse(END);
  }

  /** The heads one meets when always the first alternative that goes on is taken. */
  private Set<Integer> mainline(int from, int stop) throws FormatException {
    Set<Integer> line = new LinkedHashSet<>();
    int at = from;
    while (at != END && line.add(at) && at != stop) {
      int head = at;
      at =
          chain(head).stream()
              .mapToInt(StepsBuilder::child)
              .filter(child -> child != head && child != END)
              .findFirst()
              .orElse(END);
    }
    return line;
  }

  private List<GraphNode> chain(int head) throws FormatException {
    List<GraphNode> chain = new ArrayList<>();
    OptionalInt at = OptionalInt.of(head);
    while (at.isPresent()) {
      GraphNode node = node(at.getAsInt());
      if (chain.contains(node)) {
        throw new FormatException(
            node.call().location(), "next_sibling leads back to node %d".formatted(node.id()));
      }
      chain.add(node);
      at = node.nextSibling();
    }
    return chain;
  }

  private GraphNode node(int id) throws FormatException {
    GraphNode node = nodes.get(id);
    if (node == null) {
      throw new FormatException(Location.unknown(), "node %d does not exist".formatted(id));
    }
    return node;
  }

  private static int child(GraphNode node) {
    return node.child().orElse(END);
  }
}
