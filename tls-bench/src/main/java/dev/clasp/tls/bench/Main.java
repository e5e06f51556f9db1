package dev.clasp.tls.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.clasp.tls.bench.Measurements.Effort;
import dev.clasp.tls.bench.operation.Catalogue;
import dev.clasp.tls.bench.operation.Subject;
import dev.clasp.tls.bench.report.Machine;
import dev.clasp.tls.bench.report.RatioChart;
import dev.clasp.tls.bench.report.RatioTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp bench}: runs JMH with the peers in the same run and prints ratios. */
@Command(
    name = "clasp bench",
    mixinStandardHelpOptions = true,
    version = "Clasp 0.1.0-SNAPSHOT",
    sortOptions = false,
    subcommands = {LeakCommand.class, SoakCommand.class},
    description = "Runs the JMH benchmarks, peers side by side, and prints the ratios.",
    footer = {
      "",
      "A ratio is the peer's median divided by Clasp's: above 1, Clasp is faster.",
      "",
      "Examples:",
      "  clasp bench --quick                   the goals' operations, in under five minutes",
      "  clasp bench 'p256|ecdsa' --quick      all operations with that in their name, quickly",
      "  clasp bench '^aead' --out aead        longer runs in two JVMs each; report in aead/",
      "  clasp bench --list                    the names there are",
      "  clasp bench leak x25519               whether timing tells secrets apart",
      "  clasp bench soak --quick              whether a server stays as it is under load"
    })
public final class Main implements Callable<Integer> {
  static final String DEFAULT_OUT = "bench-report";

  @Spec private @Nullable CommandSpec spec; // set by picocli

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = {
        "Regular expression looked for in the names of benchmarks, upper and lower case the same.",
        "Default: all; with --quick those that a goal is set for."
      })
  private Optional<String> pattern = Optional.empty();

  @Option(names = "--quick", description = "One JVM and short iterations each: a first impression.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = DEFAULT_OUT,
      description = {
        "Where ratios.json, table.md, chart.svg and JMH's own jmh.json are written.",
        "Default: ${DEFAULT-VALUE}"
      })
  private Path out = Path.of(DEFAULT_OUT);

  @Option(names = "--list", description = "Prints the names and what they mean, runs nothing.")
  private boolean list;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return Arguments.sayingItInOneLine(new CommandLine(new Main()));
  }

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    List<Subject> subjects = subjects(arguments);
    if (list) {
      subjects.forEach(s -> System.out.printf("%-34s %s%n", s.name(), s.what()));
      return 0;
    }
    arguments.directory(out);
    System.err.printf(
        "%d benchmarks, %s, report goes to %s%n", subjects.size(), quick ? "quick" : "full", out);
    Instant started = Instant.now();
    Measurements measurements = new Measurements(quick ? Effort.QUICK : Effort.FULL, System.err);
    RatioTable table = new RatioTable(measurements.measure(subjects), Machine.here(started));
    System.out.print(table.toText());
    write(table, measurements);
    return 0;
  }

  private List<Subject> subjects(Arguments arguments) {
    if (pattern.isEmpty()) {
      return quick ? Catalogue.quick() : Catalogue.all();
    }
    List<Subject> found = Catalogue.matching(arguments.pattern(pattern.get()));
    if (found.isEmpty()) {
      throw arguments.wrong(
          "no benchmark has '%s' in its name; `clasp bench --list` prints the names"
              .formatted(pattern.get()));
    }
    return found;
  }

  private void write(RatioTable table, Measurements measurements) throws IOException {
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(out.resolve("ratios.json").toFile(), table.toJson());
    Files.writeString(out.resolve("table.md"), table.toMarkdown());
    Files.writeString(out.resolve("chart.svg"), RatioChart.svg(table));
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out.resolve("jmh.json").toString())
        .writeOut(measurements.results());
    System.err.printf("wrote ratios.json, table.md, chart.svg and jmh.json to %s%n", out);
  }
}
