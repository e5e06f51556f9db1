package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clasp conform} as it is typed. */
class ConformCommandTest {
  @TempDir private Path folder;

  @Test
  void judgesOurOwnServerAndWritesReports() {
    Invocation run =
        Invocation.of("conform", "--only", "tls13-finished", "--report", folder.toString());

    assertAll(
        () -> assertEquals(ExitCode.OK, run.exitCode(), run.err()),
        () -> assertTrue(run.out().contains("0 failed"), run.out()),
        () -> assertTrue(Files.exists(folder.resolve("report.html"))),
        () -> assertTrue(Files.exists(folder.resolve("report.json"))),
        () -> assertTrue(Files.exists(folder.resolve("junit.xml"))));
  }

  @Test
  void judgesThePlatformsServerAndExitsWithOneWhereItFails() {
    Invocation run =
        Invocation.of(
            "conform",
            "server",
            "--profile",
            "jsse",
            "--only",
            "tls13-alerts",
            "--report",
            folder.toString());

    assertAll(
        () -> assertEquals(ExitCode.FAILED, run.exitCode(), run.err()),
        () -> assertTrue(run.out().contains("FAIL_"), run.out()),
        () ->
            assertTrue(
                run.out().contains("clasp conform server --profile jsse --replay '"), run.out()));
  }

  @Test
  void listsWhatThereIs() throws Exception {
    Invocation text = Invocation.of("conform", "list");
    Invocation json = Invocation.of("conform", "list", "--requirements", "--json", "-");

    JsonNode root = new ObjectMapper().readTree(json.out());
    assertAll(
        () -> assertEquals(ExitCode.OK, text.exitCode()),
        () -> assertTrue(text.out().contains("tls13-sanity"), text.out()),
        () -> assertEquals("clasp-conversations/1", root.path("format").asText()),
        () -> assertTrue(root.path("conversations").size() >= 250),
        () -> assertTrue(root.path("requirements").size() >= 100));
  }

  @Test
  void aMistakeInAFileIsOneLineWithItsPlace() throws Exception {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        """
        { "format": "tls-conversation/1", "suite": "mine", "version": 1, "target_role": "server",
          "conversations": [
            { "id": "x", "name": "x", "kind": "positive",
              "steps": [ { "node": "ExpectServerHello", "args": { "extentions": [] } } ] } ] }
        """);

    Invocation run = Invocation.of("conform", "--conversations", file.toString());

    assertAll(
        () -> assertEquals(ExitCode.USAGE, run.exitCode()),
        () ->
            assertEquals(
                "clasp: "
                    + file
                    + ":4: conversations[0].steps[0].args.extentions:"
                    + " unknown argument, ExpectServerHello takes extensions, version, cipher, resume,"
                    + " downgrade_mark",
                run.err().strip()));
  }

  @Test
  void aClosedPortIsOneLine() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Invocation run = Invocation.of("conform", "server", "127.0.0.1:" + port);

    assertAll(
        () -> assertEquals(ExitCode.USAGE, run.exitCode()),
        () ->
            assertTrue(
                run.err().startsWith("clasp: 127.0.0.1:" + port + ": cannot connect: "),
                run.err()));
  }

  @Test
  void aSelectionThatMatchesNothingIsAMistake() {
    Invocation run =
        Invocation.of("conform", "--only", "no-such-thing", "--report", folder.toString());

    assertAll(
        () -> assertEquals(ExitCode.USAGE, run.exitCode()),
        () -> assertTrue(run.err().contains("no conversation matches --only"), run.err()));
  }

  @Test
  void noServerIsAMistake() {
    Invocation run = Invocation.of("conform", "server");

    assertAll(
        () -> assertEquals(ExitCode.USAGE, run.exitCode()),
        () -> assertTrue(run.err().startsWith("clasp: which server?"), run.err()));
  }

  @Test
  void aReplayOfAnotherFormIsAMistake() {
    Invocation run = Invocation.of("conform", "--replay", "nonsense");

    assertAll(
        () -> assertEquals(ExitCode.USAGE, run.exitCode()),
        () -> assertTrue(run.err().contains("SUITE:ID@SEED"), run.err()));
  }

  @Test
  void comparesTwoRuns() throws Exception {
    String result = "{\"id\": \"%s\", \"verdict\": \"%s\", \"fails\": %s}";
    String report = "{\"format\": \"clasp-report/1\", \"results\": [%s, %s]}";
    Path before = folder.resolve("before.json");
    Path after = folder.resolve("after.json");
    Files.writeString(
        before,
        report.formatted(
            result.formatted("s:one", "PASS", false), result.formatted("s:two", "PASS", false)));
    Files.writeString(
        after,
        report.formatted(
            result.formatted("s:one", "FAIL_ALERT", true),
            result.formatted("s:two", "PASS", false)));

    Invocation worse = Invocation.of("conform", "diff", before.toString(), after.toString());
    Invocation better = Invocation.of("conform", "diff", after.toString(), before.toString());

    assertAll(
        () -> assertEquals(ExitCode.FAILED, worse.exitCode(), worse.err()),
        () -> assertTrue(worse.out().contains("1 worse, 0 better, 1 the same, of 2"), worse.out()),
        () -> assertEquals(ExitCode.OK, better.exitCode(), better.err()));
  }

  @Test
  void shardsAreDisjointAndTogetherEverything() {
    int passed = 0;
    for (int i = 1; i <= 2; i++) {
      Path out = folder.resolve("shard" + i);
      Invocation run =
          Invocation.of(
              "conform",
              "client",
              "--profile",
              "clasp-client",
              "--only",
              "client13-finished",
              "--shard",
              i + "/2",
              "--report",
              out.toString());
      assertEquals(ExitCode.OK, run.exitCode(), run.err());
      passed += Integer.parseInt(run.out().replaceFirst("(?s).*?(\\d+) passed.*", "$1"));
    }
    assertEquals(9 + 2, passed, "nine conversations, and sanity twice");
  }
}
