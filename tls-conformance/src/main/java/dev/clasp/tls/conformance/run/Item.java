package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.expand.Cell;

/** One conversation in one cell of its matrix. */
public record Item(ConversationFile file, Conversation conversation, Cell cell) {
  /** {@code suite:id}, or {@code suite:id[cell]}. */
  public String id() {
    String name = file.suite() + ":" + conversation.id();
    String label = cell.label();
    return label.isEmpty() ? name : name + "[" + label + "]";
  }

  /** For people, axes filled in. */
  public String title() {
    return cell.fill(conversation.name());
  }
}
