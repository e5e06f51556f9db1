package dev.clasp.tls.conformance.conversation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A node of the vocabulary with its arguments.
 *
 * @param node its name, such as {@code ExpectServerHello}
 * @param args as written; empty where the file has none
 * @param modifiers in the order they apply
 */
public record NodeCall(String node, ObjectNode args, List<Modifier> modifiers, Location location) {
  /** A change to what one generator sends: its name, and its other fields as arguments. */
  public record Modifier(String fn, ObjectNode args) {}

  public NodeCall {
    modifiers = List.copyOf(modifiers);
  }

  public boolean expects() {
    return node.startsWith("Expect");
  }

  public NodeCall with(ObjectNode otherArgs, List<Modifier> otherModifiers) {
    return new NodeCall(node, otherArgs, otherModifiers, location);
  }
}
