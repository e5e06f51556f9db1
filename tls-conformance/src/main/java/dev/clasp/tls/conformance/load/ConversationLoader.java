package dev.clasp.tls.conformance.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.Param;
import dev.clasp.tls.conformance.conversation.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads conversation files: syntax, schema, imports, unique ids.
 *
 * <p>What a node means by its arguments is not known here; {@code ConversationCheck} in {@code run}
 * tries every conversation once before any of them runs.
 */
public final class ConversationLoader {
  /** Where a file's text and its neighbours come from. */
  private interface Place {
    /** The text; throws when there is no such file. */
    String read(String name) throws IOException;

    /** The name of a file relative to another one. */
    String resolve(String from, String relative);
  }

  private static final Place CLASS_PATH =
      new Place() {
        @Override
        public String read(String name) throws IOException {
          return Vectors.find(name).orElseThrow(() -> new java.nio.file.NoSuchFileException(name));
        }

        @Override
        public String resolve(String from, String relative) {
          return Path.of(from).resolveSibling(relative).normalize().toString().replace('\\', '/');
        }
      };

  private static final Place FILES =
      new Place() {
        @Override
        public String read(String name) throws IOException {
          return Files.readString(Path.of(name));
        }

        @Override
        public String resolve(String from, String relative) {
          return Path.of(from).resolveSibling(relative).normalize().toString();
        }
      };

  /** What an import begins with that names a file below the project's {@code vectors}. */
  private static final String SHIPPED = "clasp:";

  // Made when the first file needs it: a schema takes longer to read than a hundred files.
  private @Nullable SchemaCheck schema;
  private final Map<String, Location> ids = new HashMap<>();

  /**
   * Loads what the project ships below {@code vectors/conversations}.
   *
   * @throws FormatException for a mistake in one of them
   */
  public List<ConversationFile> shipped() throws FormatException {
    return shippedBelow("vectors/conversations");
  }

  /** As {@link #shipped}, for another folder of the project's. */
  public List<ConversationFile> shippedBelow(String folder) throws FormatException {
    List<ConversationFile> files = new ArrayList<>();
    for (String name : Vectors.list(folder)) {
      files.add(load(name, CLASS_PATH));
    }
    return files;
  }

  /**
   * Loads a user's file, or every {@code .json} below a folder.
   *
   * @throws FormatException for a mistake, or a file that cannot be read
   */
  public List<ConversationFile> from(Path path) throws FormatException {
    List<ConversationFile> files = new ArrayList<>();
    for (Path file : jsonFiles(path)) {
      files.add(load(file.toString(), FILES));
    }
    return files;
  }

  private static List<Path> jsonFiles(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  /**
   * A file that a program has made and that may import what is shipped.
   *
   * @param name as reports show it
   * @param text written by us, so its schema is not looked at
   */
  public static ConversationFile made(String name, String text) throws FormatException {
    return new ConversationLoader().read(name, JsonSource.parse(name, text), CLASS_PATH);
  }

  private ConversationFile load(String name, Place place) throws FormatException {
    return read(name, validated(name, place, new Location(name, 1, "")), place);
  }

  private ConversationFile read(String name, JsonSource source, Place place)
      throws FormatException {
    if (!source.root().path("format").asText().equals("tls-conversation/1")) {
      throw new FormatException(
          source.locate(source.root().path("format"), "format"),
          "found %s, expected \"tls-conversation/1\"".formatted(source.root().path("format")));
    }
    Map<String, Param> params = new LinkedHashMap<>();
    Map<String, List<Step>> definitions = new LinkedHashMap<>();
    JsonNode imports = source.root().path("imports");
    for (int i = 0; i < imports.size(); i++) {
      Location where = source.locate(imports.get(i), "imports[" + i + "]");
      ConversationReader reader =
          new ConversationReader(imported(imports.get(i).asText(), name, place, where));
      params.putAll(reader.params());
      definitions.putAll(reader.definitions());
    }
    ConversationReader reader = new ConversationReader(source);
    params.putAll(reader.params());
    definitions.putAll(reader.definitions());
    List<Conversation> conversations = reader.conversations();
    for (Conversation conversation : conversations) {
      checkId(conversation);
    }
    JsonNode root = source.root();
    return new ConversationFile(
        name,
        root.get("suite").asText(),
        root.get("version").asInt(),
        root.path("title").asText(),
        ConversationFile.TargetRole.valueOf(
            root.get("target_role").asText().toUpperCase(Locale.ROOT)),
        reader.requires(root),
        params,
        definitions,
        conversations);
  }

  private JsonSource imported(String wanted, String name, Place place, Location where)
      throws FormatException {
    if (!wanted.startsWith(SHIPPED)) {
      return validated(place.resolve(name, wanted), place, where);
    }
    String shipped = "vectors/" + wanted.substring(SHIPPED.length());
    return JsonSource.parse(shipped, text(shipped, CLASS_PATH, where)); // valid, or we ship a fault
  }

  private static String text(String name, Place place, Location wantedBy) throws FormatException {
    try {
      return place.read(name);
    } catch (IOException e) {
      throw new FormatException(wantedBy, "cannot read " + name);
    }
  }

  private JsonSource validated(String name, Place place, Location wantedBy) throws FormatException {
    String text = text(name, place, wantedBy);
    if (schema == null) {
      schema = new SchemaCheck(SchemaCheck.schema("conversation-1"));
    }
    JsonSource source = JsonSource.parse(name, text);
    schema.check(source);
    return source;
  }

  private void checkId(Conversation conversation) throws FormatException {
    Location first = ids.putIfAbsent(conversation.id(), conversation.location());
    if (first != null) {
      throw new FormatException(
          conversation.location(),
          "id \"%s\" is taken, expected a new one (first at %s:%d)"
              .formatted(conversation.id(), first.file(), first.line()));
    }
  }
}
