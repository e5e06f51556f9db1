package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.peer.TransportSchedule;

/**
 * One conversation in one cell of its matrix.
 *
 * @param schedule how our octets go out; drawn with the seed unless the cell names it
 */
public record Item(
    ConversationFile file, Conversation conversation, Cell cell, TransportSchedule schedule) {
  /** As the conversation writes. */
  public Item(ConversationFile file, Conversation conversation, Cell cell) {
    this(file, conversation, cell, TransportSchedule.NONE);
  }

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
