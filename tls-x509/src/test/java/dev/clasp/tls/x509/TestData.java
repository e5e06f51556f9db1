package dev.clasp.tls.x509;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Test vectors that are not ours to ship: below {@code clasp.data} or {@code CLASP_DATA}. */
public final class TestData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestData() {}

  /** The file or directory; the test is skipped, saying so, when there is none. */
  public static Path require(String relative) {
    Optional<Path> file =
        Optional.ofNullable(System.getProperty("clasp.data"))
            .filter(root -> !root.isEmpty() && !root.contains("${"))
            .or(() -> Optional.ofNullable(System.getenv("CLASP_DATA")))
            .map(root -> Path.of(root).resolve(relative))
            .filter(Files::exists);
    assumeTrue(
        file.isPresent(), () -> relative + " is not below -Dclasp.data or CLASP_DATA: skipped");
    return file.orElseThrow();
  }

  public static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  public static Bytes bytes(Path file) throws IOException {
    return Bytes.copyOf(Files.readAllBytes(file));
  }
}
