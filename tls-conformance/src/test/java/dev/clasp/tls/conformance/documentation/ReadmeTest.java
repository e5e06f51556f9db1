package dev.clasp.tls.conformance.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java example of every README compiles; every relative link leads somewhere. */
class ReadmeTest {
  private static final Pattern JAVA_BLOCK =
      Pattern.compile("(?ms)(?:^<!-- given: ([^\\n]*) -->\\n)?^```java\\n(.*?)^```");
  private static final Pattern RELATIVE_LINK =
      Pattern.compile("\\]\\(((?!https?:|#|mailto:)[^)#]+)");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;\\n");

  /** What the examples leave out; a name that two packages have needs an import in the example. */
  private static final String IMPORTS =
      Stream.of(
              "crypto",
              "crypto.provider",
              "x509",
              "x509.path",
              "protocol",
              "protocol.wire",
              "record",
              "handshake",
              "handshake.codec",
              "handshake.config",
              "handshake.extension",
              "handshake.message",
              "handshake.start",
              "engine")
          .map(name -> "import dev.clasp.tls." + name + ".*;\n")
          .collect(
              Collectors.joining(
                  "",
                  "import java.nio.ByteBuffer;\nimport java.nio.file.*;\nimport java.util.*;\n"
                      + "import static java.nio.charset.StandardCharsets.UTF_8;\n",
                  ""));

  /**
   * One example: its imports, then its statements as the body of a method.
   *
   * @param given parameters of the method, from a comment above the example
   */
  record Example(String name, String given, String code) {
    String source() {
      Matcher imports = IMPORT.matcher(code);
      StringBuilder head = new StringBuilder(IMPORTS);
      while (imports.find()) {
        head.append(imports.group());
      }
      String body = IMPORT.matcher(code).replaceAll("");
      return head
          + ("class Example {\n  static void run(" + given + ") throws Exception {\n")
          + (body + "  }\n}\n");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Path> readmes() throws IOException {
    Path root = Path.of("..").toRealPath();
    try (Stream<Path> files = Files.walk(root, 3)) {
      List<Path> readmes =
          files
              .filter(file -> file.getFileName().toString().equals("README.md"))
              .filter(file -> !file.toString().contains("/target/"))
              .sorted()
              .collect(Collectors.toList());
      assertTrue(readmes.contains(root.resolve("README.md")), () -> "found only " + readmes);
      return readmes;
    }
  }

  static List<Example> examples() throws IOException {
    Path root = Path.of("..").toRealPath();
    List<Example> examples = new ArrayList<>();
    for (Path readme : readmes()) {
      Matcher block = JAVA_BLOCK.matcher(Files.readString(readme));
      for (int number = 1; block.find(); number++) {
        examples.add(
            new Example(
                root.relativize(readme) + " example " + number,
                Optional.ofNullable(block.group(1)).orElse(""),
                block.group(2)));
      }
    }
    assertTrue(examples.size() >= 6, () -> "one example an artifact, found " + examples);
    return examples;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void exampleCompiles(Example example, @TempDir Path output) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return example.source();
          }
        };
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", output.toString(), "-cp", classPath, "-proc:none"),
                null,
                List.of(source))
            .call();

    assertTrue(compiled, () -> example.source() + "\n" + messages);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readmes")
  void linksLeadSomewhere(Path readme) {
    List<String> broken;
    try {
      broken =
          RELATIVE_LINK
              .matcher(Files.readString(readme))
              .results()
              .map(link -> link.group(1).strip())
              .filter(link -> !Files.exists(readme.resolveSibling(link)))
              .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(List.of(), broken, readme::toString);
  }
}
