package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp conform diff}: what changed between two runs. */
@Command(
    name = "diff",
    description = "Compares two report.json: whose verdict changed, what is new, what is gone.",
    footer = {"", "Example:", "  clasp conform diff before/report.json after/report.json"})
final class ConformDiffCommand implements Callable<Integer> {
  private static final String ABSENT = "-";

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A.json", description = "The run before.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B.json", description = "The run after.")
  private Path after = Path.of("");

  /** One result, as far as it counts here. */
  private record Verdict(String name, boolean fails) {}

  @Override
  public Integer call() throws CommandFailure {
    Map<String, Verdict> old = read(before);
    Map<String, Verdict> now = read(after);
    TreeSet<String> ids = new TreeSet<>(old.keySet());
    ids.addAll(now.keySet());
    PrintWriter out = spec.commandLine().getOut();
    int worse = 0;
    int better = 0;
    int same = 0;
    Verdict absent = new Verdict(ABSENT, false);
    for (String id : ids) {
      Verdict was = old.getOrDefault(id, absent);
      Verdict is = now.getOrDefault(id, absent);
      if (was.equals(is)) {
        same++;
        continue;
      }
      worse += is.fails() && !was.fails() ? 1 : 0;
      better += was.fails() && !is.fails() ? 1 : 0;
      out.printf("%-14s %-14s %s%n", was.name(), is.name(), id);
    }
    out.printf("%d worse, %d better, %d the same, of %d%n", worse, better, same, ids.size());
    out.flush();
    return worse > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private static Map<String, Verdict> read(Path file) throws CommandFailure {
    JsonNode root = ReportCommand.read(List.of(file)).get(0);
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (JsonNode result : root.path("results")) {
      verdicts.put(
          result.path("id").asText(),
          new Verdict(result.path("verdict").asText(), result.path("fails").asBoolean()));
    }
    return verdicts;
  }
}
