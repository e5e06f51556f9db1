package dev.clasp.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every public type says what its time reveals. */
class ConstantTimeStatusTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern PUBLIC_TYPE = Pattern.compile("(?m)^public ");

  @Test
  void everyPublicTypeHasOne() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> types =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> PUBLIC_TYPE.matcher(read(file)).find())
              .toList();

      assertTrue(types.size() > 80, () -> types.size() + " public types");
      assertEquals(List.of(), types.stream().filter(file -> !read(file).contains("CT:")).toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
