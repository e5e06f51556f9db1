package dev.clasp.tls.conformance.conversation;

import java.util.List;

/** What a conversation does, in one of the two notations. */
public sealed interface Script {
  /** Authoring notation: a sequence, with alternatives and shared parts. */
  record Steps(List<Step> steps) implements Script {
    public Steps {
      steps = List.copyOf(steps);
    }
  }

  /** Canonical notation: a flat graph whose first node is the root; cycles are legal. */
  record Graph(List<GraphNode> nodes) implements Script {
    public Graph {
      nodes = List.copyOf(nodes);
    }
  }
}
