package dev.clasp.tls.conformance.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation file with what it imports.
 *
 * @param path as the user knows it
 * @param suite prefix of the results' names
 * @param version goes up when what is sent or expected changes
 * @param params of the file and its imports; the file's own win
 * @param definitions likewise
 */
public record ConversationFile(
    String path,
    String suite,
    int version,
    String title,
    TargetRole targetRole,
    Optional<Capability> requires,
    Map<String, Param> params,
    Map<String, List<Step>> definitions,
    List<Conversation> conversations) {
  /** Who is examined. */
  public enum TargetRole {
    SERVER,
    CLIENT
  }

  public ConversationFile {
    params = Map.copyOf(params);
    definitions = Map.copyOf(definitions);
    conversations = List.copyOf(conversations);
  }
}
