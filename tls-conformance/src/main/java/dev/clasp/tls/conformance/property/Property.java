package dev.clasp.tls.conformance.property;

import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import java.util.List;
import net.jqwik.api.Arbitrary;

/**
 * A rule, and the conversations that it is tried with.
 *
 * @param id unique; results are named {@code property:id}
 * @param title for people, as a sentence that holds
 * @param side what is examined
 * @param requires conditions on the target besides those of {@code side}; {@code name:member}
 * @param drafts draws a conversation that shows the rule
 */
record Property(
    String id,
    String title,
    Side side,
    List<String> requirements,
    List<String> requires,
    Arbitrary<Draft> drafts) {
  /** Which endpoint a property is about, and whose definitions its steps use. */
  enum Side {
    SERVER_13(TargetRole.SERVER, "tls13", "tls13"),
    SERVER_12(TargetRole.SERVER, "tls12", "tls12"),
    CLIENT_13(TargetRole.CLIENT, "tls13", "tls13-client");

    final TargetRole role;
    final String version;
    final String definitions;

    Side(TargetRole role, String version, String definitions) {
      this.role = role;
      this.version = version;
      this.definitions = definitions;
    }
  }

  Property {
    requirements = List.copyOf(requirements);
    requires = List.copyOf(requires);
  }

  static Property of(
      Side side, String id, String title, List<String> requirements, Arbitrary<Draft> drafts) {
    return new Property(id, title, side, requirements, List.of(), drafts);
  }

  Property requiring(String... conditions) {
    return new Property(id, title, side, requirements, List.of(conditions), drafts);
  }
}
