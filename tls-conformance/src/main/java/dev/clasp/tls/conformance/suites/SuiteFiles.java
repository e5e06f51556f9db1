package dev.clasp.tls.conformance.suites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files of suites; every problem names the file. */
public final class SuiteFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SuiteFiles() {}

  /** A JSON file that is an object with this field. */
  public static JsonNode json(Path file, String field) throws UnusableSuite {
    JsonNode root = json(file);
    if (!root.has(field)) {
      throw new UnusableSuite(file, "no field '%s': not a file of this suite".formatted(field));
    }
    return root;
  }

  /** Any JSON file. */
  public static JsonNode json(Path file) throws UnusableSuite {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new UnusableSuite(file, "not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  public static Bytes bytes(Path file) throws UnusableSuite {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The file as text; every byte is a character. */
  public static String text(Path file) throws UnusableSuite {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The files below a directory whose name ends so, sorted. */
  public static List<Path> below(Path directory, String suffix) throws UnusableSuite {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static UnusableSuite unreadable(Path file, IOException cause) {
    boolean absent = cause instanceof NoSuchFileException;
    String problem = absent ? "no such file or directory" : "cannot be read: " + cause.getMessage();
    return new UnusableSuite(file, problem, cause);
  }
}
