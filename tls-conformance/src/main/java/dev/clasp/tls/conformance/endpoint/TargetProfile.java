package dev.clasp.tls.conformance.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.load.JsonSource;
import dev.clasp.tls.conformance.load.SchemaCheck;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.conformance.pki.KeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to reach a target and what it declares ({@code tls-target/1}).
 *
 * @param role what it is: conversations have the other one
 * @param embedded a stack inside the harness: {@code clasp} or {@code jsse}
 * @param start argv, with placeholders such as {@code {port}}; empty where nothing is started
 * @param application {@code http}, {@code echo} or {@code silent}
 * @param certificate the kind of key of the server certificate to make
 * @param serverName what to send in SNI
 * @param parallel connections at once; empty where nothing is known
 * @param capabilities declared ones, {@code app} among them
 */
public record TargetProfile(
    String name,
    String title,
    TargetRole role,
    Optional<String> embedded,
    List<String> start,
    String application,
    KeyType certificate,
    Optional<String> serverName,
    OptionalInt parallel,
    Capabilities capabilities) {
  public TargetProfile {
    start = List.copyOf(start);
  }

  /** A target about which nothing is declared. */
  public static TargetProfile unknown(String name, TargetRole role) {
    return new TargetProfile(
        name,
        name,
        role,
        Optional.empty(),
        List.of(),
        "http",
        KeyType.RSA_2048,
        Optional.empty(),
        OptionalInt.empty(),
        new Capabilities(Map.of()).with("app", "http"));
  }

  /** A profile that the project ships, such as {@code clasp}. */
  public static TargetProfile shipped(String name) throws FormatException {
    String file = "vectors/targets/" + name + ".json";
    return parse(file, Vectors.read(file));
  }

  /**
   * Reads a profile.
   *
   * @throws FormatException for a mistake, or a file that cannot be read
   */
  public static TargetProfile read(Path file) throws FormatException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new FormatException(new Location(file.toString(), 1, ""), "cannot be read");
    }
  }

  private static TargetProfile parse(String file, String text) throws FormatException {
    JsonSource source = JsonSource.parse(file, text);
    new SchemaCheck(SchemaCheck.schema("target-1")).check(source);
    JsonNode root = source.root();
    List<String> start = new ArrayList<>();
    root.path("start").forEach(word -> start.add(word.asText()));
    Map<String, JsonNode> capabilities = new HashMap<>();
    root.get("capabilities")
        .properties()
        .forEach(entry -> capabilities.put(entry.getKey(), entry.getValue()));
    return new TargetProfile(
        root.get("name").asText(),
        root.path("title").asText(root.get("name").asText()),
        TargetRole.valueOf(root.get("role").asText().toUpperCase(Locale.ROOT)),
        Optional.ofNullable(root.get("embedded")).map(JsonNode::asText),
        start,
        root.get("app").asText(),
        root.path("certificate").asText("rsa").equals("ecdsa") ? KeyType.P256 : KeyType.RSA_2048,
        Optional.ofNullable(root.get("server_name")).map(JsonNode::asText),
        root.has("parallel") ? OptionalInt.of(root.get("parallel").asInt()) : OptionalInt.empty(),
        new Capabilities(capabilities).with("app", root.get("app").asText()));
  }

  /** The same with other capabilities. */
  public TargetProfile with(Capabilities others) {
    return new TargetProfile(
        name, title, role, embedded, start, application, certificate, serverName, parallel, others);
  }

  public TargetProfile startedBy(List<String> command) {
    return new TargetProfile(
        name,
        title,
        role,
        Optional.empty(),
        command,
        application,
        certificate,
        serverName,
        parallel,
        capabilities);
  }
}
