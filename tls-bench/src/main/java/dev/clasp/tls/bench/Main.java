package dev.clasp.tls.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clasp bench}: runs JMH with the peers in the same run and prints ratios. */
@Command(
    name = "clasp bench",
    mixinStandardHelpOptions = true,
    version = "Clasp 0.1.0-SNAPSHOT",
    description = "Runs the JMH benchmarks, peers side by side, and prints the ratios.",
    footer = {
      "",
      "A ratio is the peer's median divided by Clasp's: above 1, Clasp is faster.",
      "Example: clasp bench Handshake --quick --out bench-report"
    })
public final class Main implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      defaultValue = ".*",
      description = "Regular expression over benchmark names (default: all).")
  private String pattern = ".*";

  @Option(
      names = "--quick",
      description = "One fork and short iterations: a first impression within five minutes.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes ratios.json and JMH's own jmh.json there.")
  private Path out = Path.of("bench-report");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    Collection<RunResult> results;
    try {
      results = new Runner(options()).run();
    } catch (RunnerException e) {
      System.err.println("bench: " + e.getMessage() + " (pattern: " + pattern + ")");
      return 2;
    }
    RatioTable table = RatioTable.of(results);
    System.out.print(table.toText());
    Path json = out.resolve("ratios.json");
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(json.toFile(), table.toJson());
    System.err.println("wrote " + json);
    return 0;
  }

  private org.openjdk.jmh.runner.options.Options options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .shouldFailOnError(true)
            .resultFormat(org.openjdk.jmh.results.format.ResultFormatType.JSON)
            .result(out.resolve("jmh.json").toString());
    if (quick) {
      options
          .forks(1)
          .warmupIterations(2)
          .warmupTime(TimeValue.seconds(1))
          .measurementIterations(3)
          .measurementTime(TimeValue.seconds(1));
    }
    return options.build();
  }
}
