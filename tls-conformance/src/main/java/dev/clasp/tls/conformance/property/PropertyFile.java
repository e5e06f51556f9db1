package dev.clasp.tls.conformance.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.load.ConversationLoader;
import java.util.Locale;

/** One drawn conversation as a conversation file of its own. */
final class PropertyFile {
  /** Of all properties: ids of results are {@code property:id}. */
  static final String SUITE = "property";

  private static final ObjectMapper JSON = new ObjectMapper();

  private PropertyFile() {}

  /** The file's text; {@code --conversations} reads it anywhere. */
  static String text(Property property, Draft draft) {
    ObjectNode file = JSON.createObjectNode();
    file.put("format", "tls-conversation/1");
    file.put("suite", SUITE);
    file.put("version", 1);
    file.put("title", property.title());
    file.put("target_role", property.side().role.name().toLowerCase(Locale.ROOT));
    file.putArray("imports")
        .add("clasp:definitions/%s.json".formatted(property.side().definitions));
    requires(file, property);
    ObjectNode conversation = file.putArray("conversations").addObject();
    conversation.put("id", property.id());
    conversation.put("name", property.title());
    boolean accepted = draft.verdict().path("outcome").asText().equals("accept");
    conversation.put("kind", accepted ? "positive" : "negative");
    property.requirements().forEach(conversation.putArray("requirements")::add);
    draft.steps().forEach(conversation.putArray("steps")::add);
    conversation.set("verdict", draft.verdict());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a conversation that is no JSON", e);
    }
  }

  private static void requires(ObjectNode file, Property property) {
    if (property.requires().isEmpty()) {
      file.put("requires", property.side().version);
      return;
    }
    var all = file.putObject("requires").putArray("all").add(property.side().version);
    property.requires().forEach(all::add);
  }

  /** The same, read. */
  static ConversationFile read(Property property, Draft draft) {
    try {
      return ConversationLoader.made(SUITE + "/" + property.id(), text(property, draft));
    } catch (FormatException e) {
      throw new IllegalStateException("property " + property.id(), e);
    }
  }
}
