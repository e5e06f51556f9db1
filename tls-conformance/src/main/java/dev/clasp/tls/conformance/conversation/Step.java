package dev.clasp.tls.conformance.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A step in authoring notation. */
public sealed interface Step {
  Location location();

  /** One node of the vocabulary. */
  record Node(NodeCall call) implements Step {
    @Override
    public Location location() {
      return call.location();
    }
  }

  /** The steps of a definition, with parameters set. */
  record Use(String definition, Map<String, JsonNode> with, Location location) implements Step {
    public Use {
      with = Map.copyOf(with);
    }
  }

  /** Waits for one message; the first branch that matches it takes it. */
  record Any(List<Branch> branches, Location location) implements Step {
    public Any {
      branches = List.copyOf(branches);
    }
  }

  /**
   * One alternative of {@link Any}.
   *
   * @param steps at least one; the first is an expecting node
   * @param repeat after this message wait at the same {@code any} again; then {@code steps} is one
   * @param end the conversation ends behind {@code steps}
   */
  record Branch(List<Step> steps, boolean repeat, boolean end, Location location) {
    public Branch {
      steps = List.copyOf(steps);
    }
  }
}
