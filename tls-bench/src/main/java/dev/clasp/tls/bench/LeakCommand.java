package dev.clasp.tls.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.clasp.tls.bench.leak.LeakCatalogue;
import dev.clasp.tls.bench.leak.LeakReport;
import dev.clasp.tls.bench.leak.LeakResult;
import dev.clasp.tls.bench.leak.LeakSubject;
import dev.clasp.tls.bench.leak.LeakTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp bench leak}: whether time tells secrets apart. A report: it exits 0 in any case. */
@Command(
    name = "leak",
    mixinStandardHelpOptions = true,
    version = "Clasp 0.1.0-SNAPSHOT",
    sortOptions = false,
    description = {
      "Times each primitive on two classes of secrets, interleaved at random, and compares the times",
      "by Welch's t-test. A report, never a gate: whatever it finds, it exits 0."
    },
    footer = {
      "",
      "Examples:",
      "  clasp bench leak                          everything, a million samples each",
      "  clasp bench leak x25519 --samples 5000000",
      "  clasp bench leak --quick                  a hundred thousand samples: a first impression"
    })
final class LeakCommand implements Callable<Integer> {
  private static final long DEFAULT_SAMPLES = 1_000_000;
  private static final long QUICK_SAMPLES = 100_000;

  @Spec private @Nullable CommandSpec spec; // set by picocli

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Regular expression looked for in the names (default: all).")
  private Optional<String> pattern = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Timed operations each (default: 1000000; with --quick 100000; a tenth of that for RSA).")
  private Optional<Long> samples = Optional.empty();

  @Option(names = "--quick", description = "Fewer samples.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For the order and the random secrets. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = Main.DEFAULT_OUT,
      description = "Where leak.json is written. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of(Main.DEFAULT_OUT);

  @Override
  public Integer call() throws Exception {
    Arguments arguments = new Arguments(spec);
    long count = samples.orElse(quick ? QUICK_SAMPLES : DEFAULT_SAMPLES);
    if (count < 1) {
      throw arguments.wrong("--samples: %d, expected at least 1".formatted(count));
    }
    Pattern wanted = arguments.pattern(pattern.orElse(""));
    List<LeakSubject> subjects =
        LeakCatalogue.all().stream().filter(s -> wanted.matcher(s.name()).find()).toList();
    if (subjects.isEmpty()) {
      throw arguments.wrong(
          "no leak test has '%s' in its name; the names are %s"
              .formatted(
                  pattern.orElse(""),
                  LeakCatalogue.all().stream().map(LeakSubject::name).toList()));
    }
    arguments.directory(out);
    LeakReport report = new LeakReport(run(subjects, count), Runtime.version().toString(), seed);
    System.out.print(report.toText());
    Path json = out.resolve("leak.json");
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(json.toFile(), report.toJson());
    System.err.println("wrote " + json);
    return 0;
  }

  private List<LeakResult> run(List<LeakSubject> subjects, long count) throws Exception {
    List<LeakResult> results = new ArrayList<>();
    for (LeakSubject subject : subjects) {
      System.err.printf("[%d/%d] %s: ", results.size() + 1, subjects.size(), subject.name());
      LeakTest test =
          new LeakTest(new Random(seed), percent -> System.err.printf("%d%% ", percent));
      // RSA takes a millisecond, twenty times what our own primitives do.
      boolean slow = samples.isEmpty() && subject.name().startsWith("rsa");
      LeakResult result = test.run(subject, slow ? count / 10 : count);
      System.err.printf("max t %.2f, %s%n", result.maximumT(), result.interpretation());
      results.add(result);
    }
    return results;
  }
}
