package dev.clasp.tls.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void aPatternThatMatchesNothingIsWrongUsage() {
    assertEquals(2, command.execute("nosuch"));

    assertEquals(
        "clasp bench: no benchmark has 'nosuch' in its name; `clasp bench --list` prints the names",
        err.toString().strip());
  }

  @Test
  void aBrokenPatternIsWrongUsage() {
    assertEquals(2, command.execute("("));

    assertTrue(
        err.toString().startsWith("clasp bench: '(' is no regular expression"), err::toString);
    assertEquals(1, err.toString().strip().lines().count());
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertEquals(2, command.execute("--fast"));
  }

  @Test
  void anOutputDirectoryThatIsAFileIsWrongUsage(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertEquals(2, command.execute("x25519.keygen", "--out", file.toString()));

    assertTrue(err.toString().startsWith("clasp bench: cannot make the directory"), err::toString);
  }

  @Test
  void aLeakPatternThatMatchesNothingNamesWhatThereIs() {
    assertEquals(2, command.execute("leak", "nosuch"));

    assertTrue(err.toString().contains("x25519.agreement"), err::toString);
  }

  @Test
  void noSamplesAreWrongUsage() {
    assertEquals(2, command.execute("leak", "--samples", "0"));

    assertTrue(err.toString().contains("--samples: 0, expected at least 1"), err::toString);
  }

  @Test
  void theLeakReportIsWrittenAndNeverFails(@TempDir Path directory) throws Exception {
    assertEquals(
        0, command.execute("leak", "control", "--samples", "6000", "--out", directory.toString()));

    String json = Files.readString(directory.resolve("leak.json"));
    assertTrue(json.contains("clasp-bench-leak/1"), json);
    assertTrue(json.contains("control.early-exit"), json);
  }

  @Test
  void helpHasExamples() {
    assertEquals(0, command.execute("--help"));

    assertTrue(out.toString().contains("clasp bench --quick"), out::toString);
    assertTrue(out.toString().contains("Default: bench-report"), out::toString);
  }
}
