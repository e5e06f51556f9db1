package dev.clasp.tls.conformance.tlsfuzzer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.load.JsonSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * tlsfuzzer's run configuration: servers to start, and for each the scripts to run.
 *
 * <p>A server that dies takes the rest of its scripts along, which are then told and counted as
 * failed; tlsfuzzer leaves them out in silence.
 */
public final class RunConfiguration {
  private static final long READY_NANOS = Duration.ofSeconds(10).toNanos();

  /**
   * One script of a server.
   *
   * @param expectedToPass {@code exp_pass}
   */
  private record Script(String name, List<String> arguments, boolean expectedToPass) {}

  private record Server(
      List<String> command,
      String host,
      int port,
      Map<String, String> environment,
      List<String> common,
      List<Script> scripts) {}

  private final List<Server> servers;

  private RunConfiguration(List<Server> servers) {
    this.servers = List.copyOf(servers);
  }

  /**
   * Reads a file.
   *
   * @param command replaces the first {@code {command}} of each server
   * @param expectedSize replaces {@code {expected_size}} in arguments
   * @throws FormatException for a mistake, with its place
   */
  public static RunConfiguration read(Path file, Optional<String> command, String expectedSize)
      throws FormatException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new FormatException(new Location(file.toString(), 1, ""), "cannot be read");
    }
    JsonSource source = JsonSource.parse(file.toString(), text);
    JsonNode root = source.root();
    if (!root.isArray()) {
      throw new FormatException(
          source.locate(root, ""), "expected an array of servers, as tlsfuzzer's files have it");
    }
    List<Server> servers = new ArrayList<>();
    for (JsonNode server : root) {
      String path = "[" + servers.size() + "]";
      List<String> argv = words(server, "server_command", source, path);
      if (argv.isEmpty()) {
        throw new FormatException(
            source.locate(server, path), "server_command is missing, expected a list of words");
      }
      replaceFirst(argv, "{python}", "python3");
      if (argv.contains("{command}")) {
        replaceFirst(
            argv,
            "{command}",
            command.orElseThrow(
                () ->
                    new FormatException(
                        source.locate(server, path),
                        "server_command has {command} in it; give --server")));
      }
      List<Script> scripts = new ArrayList<>();
      for (JsonNode test : server.path("tests")) {
        String where = path + ".tests[" + scripts.size() + "]";
        if (!test.path("name").isTextual()) {
          throw new FormatException(
              source.locate(test, where), "name is missing, expected a script");
        }
        List<String> arguments = words(test, "arguments", source, where);
        arguments.replaceAll(word -> word.equals("{expected_size}") ? expectedSize : word);
        scripts.add(
            new Script(
                test.get("name").asText(), arguments, test.path("exp_pass").asBoolean(true)));
      }
      Map<String, String> environment = new HashMap<>();
      server
          .path("environment")
          .properties()
          .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
      servers.add(
          new Server(
              argv,
              server.path("server_hostname").asText("localhost"),
              server.path("server_port").asInt(4433),
              environment,
              words(server, "common_arguments", source, path),
              scripts));
    }
    return new RunConfiguration(servers);
  }

  private static List<String> words(JsonNode node, String field, JsonSource source, String path)
      throws FormatException {
    List<String> words = new ArrayList<>();
    for (JsonNode word : node.path(field)) {
      if (!word.isTextual()) {
        throw new FormatException(
            source.locate(node, path + "." + field),
            "found %s, expected a list of words".formatted(word));
      }
      words.add(word.asText());
    }
    return words;
  }

  private static void replaceFirst(List<String> words, String placeholder, String value) {
    int at = words.indexOf(placeholder);
    if (at >= 0) {
      words.set(at, value);
    }
  }

  /** What all scripts came to. */
  private static final class Totals {
    Tally tally = Tally.NONE;
    int passed;
    final List<String> failed = new ArrayList<>();
    final List<String> notPorted = new ArrayList<>();
  }

  /**
   * Runs everything.
   *
   * @param only one script; empty for all
   * @return whether tlsfuzzer would end with status 0
   */
  public boolean run(ScriptRun runner, Optional<String> only, PrintWriter out)
      throws IOException, FormatException {
    Totals totals = new Totals();
    for (Server server : servers) {
      List<Script> scripts =
          server.scripts().stream()
              .filter(script -> only.isEmpty() || only.get().equals(script.name()))
              .toList();
      List<Script> ported =
          scripts.stream()
              .filter(script -> !runner.index().suites(script.name()).isEmpty())
              .toList();
      scripts.stream()
          .filter(script -> !ported.contains(script))
          .forEach(script -> totals.notPorted.add(script.name()));
      if (!ported.isEmpty()) {
        run(server, ported, runner, totals, out);
      }
    }
    return summary(totals, out);
  }

  private static void run(
      Server server, List<Script> scripts, ScriptRun runner, Totals totals, PrintWriter out)
      throws IOException, FormatException {
    ProcessBuilder builder =
        new ProcessBuilder(server.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(server.environment());
    Process process = builder.start();
    try {
      awaitReady(server, process);
      runner.forgetServers();
      for (Script script : scripts) {
        List<String> words = new ArrayList<>(server.common());
        words.addAll(script.arguments());
        String argv = script.name() + " " + String.join(" ", words);
        out.println("# " + argv);
        if (!process.isAlive()) {
          out.println("not run: the server has died");
          totals.failed.add(argv);
          continue;
        }
        Tally tally = runner.run(script.name(), ScriptArguments.parse(words));
        boolean good = tally.failed() != script.expectedToPass();
        totals.tally =
            totals.tally.plus(script.expectedToPass() ? tally : tally.ofExpectedFailure());
        if (good) {
          totals.passed++;
        } else {
          totals.failed.add(argv);
        }
      }
    } finally {
      process.destroy();
      await(process);
    }
  }

  private static void awaitReady(Server server, Process process) throws IOException {
    long end = System.nanoTime() + READY_NANOS;
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(server.host(), server.port()), 500);
        return;
      } catch (IOException e) {
        await(process, 100);
      }
    }
    throw new IOException(
        "%s: does not listen on %s:%d after ten seconds"
            .formatted(server.command().get(0), server.host(), server.port()));
  }

  private static void await(Process process) {
    if (!await(process, 2_000)) {
      process.destroyForcibly();
    }
  }

  private static boolean await(Process process, long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean summary(Totals totals, PrintWriter out) {
    Tally tally = totals.tally;
    int ran = totals.passed + totals.failed.size();
    out.println("=".repeat(20));
    out.printf("Ran %d test cases%n", tally.total());
    out.printf("skip: %d%npass: %d%n", tally.skip(), tally.pass());
    out.printf("xfail: %d%nfail: %d%nxpass: %d%n", tally.xfail(), tally.fail(), tally.xpass());
    out.println("=".repeat(20));
    out.printf("Ran %d scripts%n", ran + totals.notPorted.size());
    out.printf("SKIP: %d (not ported)%n", totals.notPorted.size());
    out.printf("PASS: %d%nFAIL: %d%n", totals.passed, totals.failed.size());
    out.println("=".repeat(20));
    totals.failed.forEach(argv -> out.println("FAIL: " + argv));
    totals.notPorted.stream().distinct().sorted().forEach(name -> out.println("SKIP: " + name));
    out.flush();
    return totals.failed.isEmpty() && totals.passed > 0;
  }
}
