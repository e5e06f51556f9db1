package dev.clasp.tls.bench;

import dev.clasp.tls.bench.operation.Measure;
import dev.clasp.tls.bench.operation.Peer;
import dev.clasp.tls.bench.operation.Subject;
import dev.clasp.tls.bench.operation.Unavailable;
import dev.clasp.tls.bench.report.Row;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs subjects through JMH, the peers of one subject right after each other. */
final class Measurements {
  private final Effort effort;
  private final PrintStream progress;
  private final List<RunResult> results = new ArrayList<>();

  /**
   * How long to measure one peer of one subject.
   *
   * @param forks JVMs, one after the other
   * @param warmups iterations before
   * @param warmup length of each of these
   * @param iterations that count
   * @param iteration length of each of these
   */
  record Effort(int forks, int warmups, Duration warmup, int iterations, Duration iteration) {
    static final Effort FULL = new Effort(2, 5, Duration.ofMillis(1500), 5, Duration.ofSeconds(1));

    /** Forty-five pairs of subject and peer take about four minutes. */
    static final Effort QUICK = new Effort(1, 3, Duration.ofSeconds(1), 5, Duration.ofMillis(300));
  }

  /** Whole handshakes and exchanges run through so much code that compiling it takes seconds. */
  private static int warmupFactor(Subject subject) {
    boolean much =
        Stream.of("handshake", "exchange.", "threads.").anyMatch(subject.name()::startsWith);
    return much ? 3 : 1;
  }

  /**
   * @param progress a line for each subject; for people
   */
  Measurements(Effort effort, PrintStream progress) {
    this.effort = effort;
    this.progress = progress;
  }

  /** Everything JMH found out, for its own JSON. */
  List<RunResult> results() {
    return List.copyOf(results);
  }

  /** Measures all, in order. */
  List<Row> measure(List<Subject> subjects) {
    List<Row> rows = new ArrayList<>();
    for (Subject subject : subjects) {
      progress.printf("[%d/%d] %s:", rows.size() + 1, subjects.size(), subject.name());
      rows.add(measure(subject));
      progress.println();
    }
    return rows;
  }

  private Row measure(Subject subject) {
    Map<Peer, Double> medians = new EnumMap<>(Peer.class);
    Map<Peer, Double> allocated = new EnumMap<>(Peer.class);
    Map<Peer, String> unavailable = new EnumMap<>(Peer.class);
    for (Peer peer : subject.makers().keySet()) {
      try {
        double figure;
        if (subject.measure() instanceof Measure.Time time) {
          subject.probe(peer);
          Result<?> result = time(subject, time, peer);
          figure = result.getStatistics().getPercentile(50) / time.threads();
          if (time.allocation()) {
            allocated.put(peer, allocation());
          }
        } else {
          figure = median(subject, peer);
        }
        medians.put(peer, figure);
        progress.printf(" %s %.2f %s", peer.label(), figure, subject.measure().unit());
      } catch (Unavailable e) {
        unavailable.put(peer, String.valueOf(e.getMessage()));
        progress.printf(" %s -", peer.label());
      }
      progress.flush();
    }
    return new Row(
        subject.name(), subject.what(), subject.measure().unit(), medians, allocated, unavailable);
  }

  /** Of figures that a JVM gives one of. */
  private double median(Subject subject, Peer peer) throws Unavailable {
    double[] figures = new double[2 * effort.forks() + 1];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = FreshJvm.measure(subject, peer);
    }
    Arrays.sort(figures);
    return figures[figures.length / 2];
  }

  /** Bytes for one run, of the subject that was timed last. */
  private double allocation() throws Unavailable {
    Result<?> allocation =
        results.get(results.size() - 1).getSecondaryResults().get("gc.alloc.rate.norm");
    if (allocation == null) {
      throw new Unavailable("JMH told no allocation");
    }
    return allocation.getScore();
  }

  private Result<?> time(Subject subject, Measure.Time time, Peer peer) throws Unavailable {
    try {
      Collection<RunResult> run = new Runner(options(subject, time, peer)).run();
      results.addAll(run);
      return run.stream()
          .findFirst()
          .orElseThrow(() -> new Unavailable("JMH gave no result"))
          .getPrimaryResult();
    } catch (RunnerException e) {
      throw new Unavailable("failed in its own JVM: " + e.getMessage(), e);
    }
  }

  private Options options(Subject subject, Measure.Time time, Peer peer) {
    long warmup = effort.warmup().toMillis() * warmupFactor(subject);
    ChainedOptionsBuilder options = new OptionsBuilder();
    if (time.allocation()) {
      options.addProfiler(GCProfiler.class);
    }
    return options
        .include(OperationBenchmark.class.getName().replace(".", "\\.") + "\\.run")
        .param("subject", subject.name())
        .param("peer", peer.label())
        .forks(effort.forks())
        .warmupIterations(effort.warmups())
        .warmupTime(TimeValue.milliseconds(warmup))
        .measurementIterations(effort.iterations())
        .measurementTime(TimeValue.milliseconds(effort.iteration().toMillis()))
        .threads(time.threads())
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
