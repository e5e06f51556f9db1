package dev.clasp.tls.crypto.wycheproof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of C2SP/wycheproof, which are third-party data and not part of the project.
 *
 * <p>They lie in {@code wycheproof/testvectors_v1} below the directory that the system property
 * {@code clasp.data} or the environment variable {@code CLASP_DATA} names.
 */
final class Wycheproof {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Wycheproof() {}

  /** The directory of the files; empty when there is none on this machine. */
  static Optional<Path> directory() {
    return Stream.of(System.getProperty("clasp.data"), System.getenv("CLASP_DATA"))
        .filter(name -> name != null && !name.isEmpty() && !name.startsWith("${"))
        .map(name -> Path.of(name, "wycheproof", "testvectors_v1"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** All tests of a file, in its order. */
  static List<Vector> load(Path directory, String file) {
    try {
      List<Vector> vectors = new ArrayList<>();
      JsonNode root = JSON.readTree(directory.resolve(file).toFile());
      for (JsonNode group : root.get("testGroups")) {
        for (JsonNode test : group.get("tests")) {
          vectors.add(new Vector(root.get("algorithm").textValue(), group, test));
        }
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One test with its group and the algorithm of its file. */
  record Vector(String algorithm, JsonNode group, JsonNode test) {
    int id() {
      return test.get("tcId").intValue();
    }

    Verdict verdict() {
      return Verdict.valueOf(text(test, "result").toUpperCase(Locale.ROOT));
    }

    boolean hasFlag(String flag) {
      for (JsonNode set : test.get("flags")) {
        if (set.textValue().equals(flag)) {
          return true;
        }
      }
      return false;
    }

    boolean has(String field) {
      return test.has(field) || group.has(field);
    }

    Bytes bytes(String field) {
      return Bytes.fromHex(text(field));
    }

    Secret secret(String field) {
      return Secret.copyOf(bytes(field));
    }

    int number(String field) {
      return node(field).intValue();
    }

    String text(String field) {
      return node(field).textValue();
    }

    private JsonNode node(String field) {
      JsonNode node = test.has(field) ? test.get(field) : group.get(field);
      if (node == null) {
        throw new IllegalArgumentException("no field " + field + " in " + test);
      }
      return node;
    }

    private static String text(JsonNode node, String field) {
      return node.get(field).textValue();
    }
  }

  /** What the file says of a test. */
  enum Verdict {
    VALID,
    INVALID,
    /** Legal to accept, legal to refuse. */
    ACCEPTABLE
  }
}
