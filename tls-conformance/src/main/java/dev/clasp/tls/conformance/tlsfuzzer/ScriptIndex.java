package dev.clasp.tls.conformance.tlsfuzzer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.load.JsonSource;
import dev.clasp.tls.conformance.load.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of our suites are about the subject of a script ({@code vectors/tlsfuzzer/index.json}). */
public final class ScriptIndex {
  private static final String FILE = "vectors/tlsfuzzer/index.json";

  private final Map<String, List<String>> suites = new TreeMap<>();

  private ScriptIndex() {}

  /** What the project ships. */
  public static ScriptIndex shipped() throws FormatException {
    ScriptIndex index = new ScriptIndex();
    JsonNode scripts = JsonSource.parse(FILE, Vectors.read(FILE)).root().path("scripts");
    for (Map.Entry<String, JsonNode> script : scripts.properties()) {
      List<String> names = new ArrayList<>();
      script.getValue().path("suites").forEach(name -> names.add(name.asText()));
      index.suites.put(script.getKey(), names);
    }
    return index;
  }

  /** The suites; empty for a script that is not ported, or that nobody knows. */
  public List<String> suites(String script) {
    return suites.getOrDefault(script.replaceFirst(".*/", ""), List.of());
  }

  public boolean knows(String script) {
    return suites.containsKey(script.replaceFirst(".*/", ""));
  }

  /** All names. */
  public List<String> scripts() {
    return List.copyOf(suites.keySet());
  }
}
