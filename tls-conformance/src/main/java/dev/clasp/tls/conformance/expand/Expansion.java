package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.MatrixSpec;
import dev.clasp.tls.conformance.conversation.Param;
import dev.clasp.tls.conformance.conversation.Script;
import dev.clasp.tls.conformance.conversation.Step;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The conversations of one file as they run against one target. */
public final class Expansion {
  /** Names the engine provides. */
  public static final Set<String> BUILT_IN = Set.of("host", "port", "server_name", "strict_alerts");

  private final ConversationFile file;
  private final Scope scope;

  /**
   * @param builtIn values of {@link #BUILT_IN} but {@code strict_alerts}
   */
  public Expansion(ConversationFile file, Map<String, JsonNode> builtIn, TargetLists target) {
    this.file = file;
    this.scope = Scope.of(builtIn, file.params(), target);
  }

  /** The cells of a conversation: one without axes where it has no matrix. */
  public List<Cell> cells(Conversation conversation) throws FormatException, NoValue {
    Optional<MatrixSpec> matrix = conversation.matrix();
    return matrix.isPresent() ? Matrix.cells(matrix.get(), scope) : List.of(Cell.NONE);
  }

  /** The graph of one cell, all names replaced. */
  public List<GraphNode> graph(Conversation conversation, Cell cell)
      throws FormatException, NoValue {
    return graph(conversation, scopeOf(conversation, cell));
  }

  /** The verdict's policy for one cell. */
  public VerdictPolicy policy(Conversation conversation, Cell cell)
      throws FormatException, NoValue {
    if (conversation.verdict().isEmpty()) {
      return VerdictPolicy.ACCEPT;
    }
    ObjectNode verdict =
        scope
            .with(cell.values())
            .resolveObject(conversation.verdict().get(), conversation.location());
    return PolicyReader.read(verdict, conversation.location());
  }

  /**
   * The conversation in canonical notation: definitions inlined, defaults filled in; axes, lists of
   * the target and built-in names stay names.
   */
  public static List<GraphNode> canonical(ConversationFile file, Conversation conversation)
      throws FormatException {
    Set<String> kept = new HashSet<>(BUILT_IN);
    conversation.matrix().ifPresent(matrix -> kept.addAll(matrix.axes()));
    file.params().values().stream()
        .filter(param -> param.from().isPresent())
        .map(Param::name)
        .forEach(kept::add);
    Expansion expansion = new Expansion(file, Map.of(), capability -> List.of());
    try {
      return expansion.graph(conversation, expansion.scope.keeping(kept));
    } catch (NoValue e) {
      throw new IllegalStateException("a kept name was looked up", e);
    }
  }

  /** A graph in authoring notation. */
  public static List<Step> steps(List<GraphNode> graph) throws FormatException {
    return StepsBuilder.build(graph);
  }

  private List<GraphNode> graph(Conversation conversation, Scope cell)
      throws FormatException, NoValue {
    if (conversation.script() instanceof Script.Graph graph) {
      return GraphBuilder.resolve(graph.nodes(), cell);
    }
    return GraphBuilder.build(
        ((Script.Steps) conversation.script()).steps(),
        file.definitions(),
        cell,
        conversation.location());
  }

  private Scope scopeOf(Conversation conversation, Cell cell) throws FormatException, NoValue {
    Scope axes = scope.with(cell.values());
    Map<String, JsonNode> alerts = new HashMap<>();
    JsonNode strict =
        conversation
            .verdict()
            .map(verdict -> verdict.path("alerts").path("strict"))
            .filter(JsonNode::isArray)
            .orElseGet(JsonNodeFactory.instance::arrayNode);
    alerts.put("strict_alerts", axes.resolve(strict, conversation.location()));
    return axes.with(alerts);
  }
}
