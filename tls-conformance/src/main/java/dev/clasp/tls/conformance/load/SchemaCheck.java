package dev.clasp.tls.conformance.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.clasp.tls.conformance.conversation.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Validates a file against a JSON Schema and says in one sentence what is wrong.
 *
 * <p>The validator's own messages speak of the schema; these speak of the file: what was found at a
 * field, and what the vocabulary takes there.
 */
public final class SchemaCheck {
  /** How many of a long list of allowed values a message shows. */
  private static final int SHOWN_VALUES = 12;

  private final JsonNode schemaNode;
  private final JsonSchema schema;

  public SchemaCheck(JsonNode schemaNode) {
    this.schemaNode = schemaNode;
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                schemaNode,
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
  }

  /** A schema of {@code vectors/schema}, such as {@code conversation-1}. */
  public static JsonNode schema(String name) {
    String file = "vectors/schema/" + name + ".schema.json";
    try {
      return new ObjectMapper().readTree(Vectors.read(file));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file, e);
    }
  }

  /**
   * Validates the file.
   *
   * @throws FormatException for the first mistake in text order
   */
  public void check(JsonSource source) throws FormatException {
    List<FormatException> mistakes = new ArrayList<>();
    for (ValidationMessage message : schema.validate(source.root())) {
      mistakes.add(describe(source, message));
    }
    Optional<FormatException> first =
        mistakes.stream()
            .min(
                Comparator.comparingInt((FormatException e) -> e.location().line())
                    .thenComparing(e -> -e.location().path().length()));
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private FormatException describe(JsonSource source, ValidationMessage message) {
    JsonNodePath path = message.getInstanceLocation();
    JsonNode node = Optional.ofNullable(message.getInstanceNode()).orElse(source.root());
    String field = dotted(path);
    return switch (message.getType()) {
      case "additionalProperties", "unevaluatedProperties" -> unknownField(source, message, node);
      case "required" ->
          new FormatException(
              source.locate(node, field),
              "%s is missing%s"
                  .formatted(message.getProperty(), owner(source.root(), path, " in ")));
      case "enum", "const" -> new FormatException(source.locate(node, field), oneOf(message, node));
      case "type" ->
          new FormatException(
              source.locate(node, field),
              "found %s, expected %s".formatted(shown(node), message.getSchemaNode().asText()));
      case "pattern" ->
          new FormatException(
              source.locate(node, field),
              "found %s, expected the form %s"
                  .formatted(shown(node), message.getSchemaNode().asText()));
      case "minItems", "maxItems", "minimum", "exclusiveMinimum", "minProperties" ->
          new FormatException(
              source.locate(node, field),
              "found %s, expected %s %s"
                  .formatted(shown(node), message.getType(), message.getSchemaNode()));
      default ->
          new FormatException(
              source.locate(node, field),
              "found %s: %s".formatted(shown(node), message.getError()));
    };
  }

  private FormatException unknownField(
      JsonSource source, ValidationMessage message, JsonNode parent) {
    String property = message.getProperty();
    JsonNodePath path = message.getInstanceLocation();
    JsonNode found = Optional.ofNullable(parent.get(property)).orElse(parent);
    List<String> known = new ArrayList<>();
    siblingProperties(message).fieldNames().forEachRemaining(known::add);
    String field = dotted(path);
    String taken = known.isEmpty() ? "nothing" : String.join(", ", known);
    boolean argument = field.endsWith(".args");
    return new FormatException(
        source.locate(found, field.isEmpty() ? property : field + "." + property),
        "unknown %s, %s takes %s"
            .formatted(
                argument ? "argument" : "field",
                argument ? owner(source.root(), path, "").strip() : "this object",
                taken));
  }

  /** The {@code properties} beside the keyword that objected. */
  private JsonNode siblingProperties(ValidationMessage message) {
    JsonNodePath fragment = message.getSchemaLocation().getFragment();
    JsonNode at = schemaNode;
    for (int i = 0; i < fragment.getNameCount() - 1; i++) {
      Object element = fragment.getElement(i);
      at = element instanceof Integer index ? at.path(index) : step(at, element.toString());
    }
    return at.path("properties");
  }

  private static JsonNode step(JsonNode at, String name) {
    return at.isArray() ? at.path(Integer.parseInt(name)) : at.path(name);
  }

  /** The name of the node around a field, such as {@code ExpectServerHello}. */
  private static String owner(JsonNode root, JsonNodePath path, String before) {
    JsonNode at = root;
    String owner = "";
    for (int i = 0; i <= path.getNameCount(); i++) {
      for (String name : List.of("node", "fn", "id")) {
        if (at.path(name).isTextual() && !(name.equals("id") && at.has("node"))) {
          owner = at.path(name).asText();
        }
      }
      if (i < path.getNameCount()) {
        Object element = path.getElement(i);
        at = element instanceof Integer index ? at.path(index) : step(at, element.toString());
      }
    }
    return owner.isEmpty() ? "" : before + owner;
  }

  private static String oneOf(ValidationMessage message, JsonNode node) {
    JsonNode allowed = message.getSchemaNode();
    if (!allowed.isArray()) {
      return "found %s, expected %s".formatted(shown(node), allowed);
    }
    List<String> names = new ArrayList<>();
    allowed.forEach(value -> names.add(value.asText()));
    Optional<String> near = nearest(node.asText(), names);
    String list =
        names.size() <= SHOWN_VALUES
            ? String.join(", ", names)
            : String.join(", ", names.subList(0, SHOWN_VALUES)) + ", …";
    return "found %s, expected %s"
        .formatted(shown(node), near.map(name -> name + " or another of " + list).orElse(list));
  }

  /** The allowed name that differs in at most three characters. */
  private static Optional<String> nearest(String found, List<String> names) {
    return names.stream()
        .filter(name -> distance(found, name) <= 3)
        .min(Comparator.comparingInt(name -> distance(found, name)));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }

  /** {@code conversations[3].steps[2].args}. */
  static String dotted(JsonNodePath path) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      Object element = path.getElement(i);
      if (element instanceof Integer || element.toString().matches("[0-9]+")) {
        text.append('[').append(element).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(element);
      }
    }
    return text.toString();
  }
}
