package dev.clasp.tls.conformance.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of {@code tls-vectors} on the class path, by names such as {@code vectors/…}. */
public final class Vectors {
  private static final String ANCHOR = "vectors/schema/conversation-1.schema.json";

  private Vectors() {}

  /** The content of a file; empty when there is none of that name. */
  public static Optional<String> find(String name) {
    try (InputStream in = Vectors.class.getClassLoader().getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The content of a file that is part of the project. */
  public static String read(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
  }

  /** The JSON files below a folder, sorted by name. */
  public static List<String> list(String folder) {
    URL anchor = Vectors.class.getClassLoader().getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException(ANCHOR + " is not on the class path");
    }
    try {
      URI uri = anchor.toURI();
      if (!uri.getScheme().equals("jar")) {
        Path root = Path.of(uri).resolve("../../..").normalize();
        return names(root, folder);
      }
      URI archive = URI.create(uri.toString().substring(0, uri.toString().indexOf("!/")));
      try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of())) {
        return names(zip.getPath("/"), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(folder, e);
    }
  }

  private static List<String> names(Path root, String folder) throws IOException {
    Path start = root.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(start)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .forEach(names::add);
    }
    return List.copyOf(names);
  }
}
