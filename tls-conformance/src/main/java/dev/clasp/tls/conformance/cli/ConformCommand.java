package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.rfc8448.Rfc8448Replay;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp conform}: judges TLS endpoints, clause by clause. */
@Command(
    name = "conform",
    description = {
      "Judges a TLS endpoint clause by clause.",
      "With nothing else: Clasp's own server and client over loopback, and the replay of RFC 8448."
    },
    footer = {
      "",
      "Examples: our own server, then a running one, then one that is started:",
      "  clasp conform",
      "  clasp conform server example.com:443",
      "  clasp conform server --start 'openssl s_server -accept {port} -cert {cert} -key {key} -www'"
    },
    subcommands = {
      ConformServerCommand.class,
      ConformClientCommand.class,
      ConformListCommand.class,
      ConformDiffCommand.class,
      ConformConvertCommand.class,
      ConformTlsfuzzerCommand.class
    })
final class ConformCommand implements Callable<Integer> {
  /** What runs without a target: most conversations, then those that need a certificate request. */
  private static final List<String> EMBEDDED =
      List.of("clasp", "clasp-client-auth", "clasp-early-data");

  private static final List<String> EMBEDDED_CLIENTS =
      List.of("clasp-client", "clasp-client-plain", "clasp-client-legacy", "clasp-client-resuming");

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Mixin private RunOptions options = new RunOptions();

  @ArgGroup(exclusive = false)
  private @Nullable Tlsfuzzer tlsfuzzer; // picocli leaves it null without its options

  /** tlsfuzzer's own run configuration in place of everything else. */
  static final class Tlsfuzzer {
    @Option(
        names = "--tlsfuzzer",
        required = true,
        paramLabel = "RUN.json",
        description = "Run tlsfuzzer's own run configuration with our suites.")
    private Path configuration = Path.of("");

    @Option(
        names = "--server",
        paramLabel = "CMD",
        description = "What {command} in the run configuration stands for.")
    private Optional<String> server = Optional.empty();

    @Option(
        names = "--expected-size",
        paramLabel = "N",
        defaultValue = "0",
        description = "What {expected_size} in the run configuration stands for.")
    private String expectedSize = "0";

    @Option(
        names = "--script",
        paramLabel = "NAME",
        description = "Only this script of the run configuration.")
    private Optional<String> only = Optional.empty();
  }

  @Override
  public Integer call() throws CommandFailure {
    if (tlsfuzzer != null) {
      return ConformTlsfuzzerCommand.run(
          tlsfuzzer.configuration,
          tlsfuzzer.server,
          tlsfuzzer.expectedSize,
          tlsfuzzer.only,
          spec.commandLine().getOut());
    }
    ConformRun conform =
        new ConformRun(options, spec.commandLine().getOut(), spec.commandLine().getErr());
    List<ConversationFile> files = conform.load();
    List<RunReport> runs = new ArrayList<>();
    for (TargetProfile profile : profiles()) {
      RunCertificates certificates =
          RunCertificates.make(NegotiationOptions.CRYPTO, profile.certificate(), Instant.now());
      runs.add(conform.run(files, Sources.embedded(profile, certificates), certificates));
    }
    RunReport server = joined(runs);
    RunReport both =
        options.profileAsTyped().isPresent() ? server : withClient(server, files, conform);
    return conform.finish(withReplay(both), "clasp conform");
  }

  private static RunReport withClient(
      RunReport server, List<ConversationFile> files, ConformRun conform) throws CommandFailure {
    List<RunReport> runs = new ArrayList<>();
    for (TargetProfile profile : profiles(EMBEDDED_CLIENTS)) {
      RunCertificates certificates =
          RunCertificates.forClients(NegotiationOptions.CRYPTO, Instant.now());
      runs.add(conform.run(files, Sources.embeddedClient(profile, certificates), certificates));
    }
    RunReport client = joined(runs);
    return server.plus(client.results(), client.milliseconds());
  }

  private List<TargetProfile> profiles() throws CommandFailure {
    try {
      Optional<TargetProfile> named = options.profile();
      return named.isPresent() ? List.of(named.get()) : profiles(EMBEDDED);
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static List<TargetProfile> profiles(List<String> names) throws CommandFailure {
    List<TargetProfile> profiles = new ArrayList<>();
    for (String name : names) {
      try {
        profiles.add(TargetProfile.shipped(name));
      } catch (FormatException e) {
        throw CommandFailure.usage(String.valueOf(e.getMessage()));
      }
    }
    return profiles;
  }

  /** The first run, with what it had to skip from the later ones. */
  private static RunReport joined(List<RunReport> runs) {
    RunReport first = runs.get(0);
    Map<String, List<Result>> later =
        runs.subList(1, runs.size()).stream()
            .flatMap(run -> run.results().stream())
            .filter(result -> result.verdict() != Verdict.SKIP)
            .collect(Collectors.groupingBy(ConformCommand::conversation));
    List<Result> results = new ArrayList<>();
    for (Result result : first.results()) {
      List<Result> other = later.get(conversation(result));
      if (result.verdict() == Verdict.SKIP && other != null) {
        results.addAll(other);
      } else {
        results.add(result);
      }
    }
    long more = runs.subList(1, runs.size()).stream().mapToLong(RunReport::milliseconds).sum();
    return first.withResults(List.copyOf(distinct(results))).plus(List.of(), more);
  }

  private static List<Result> distinct(List<Result> results) {
    return List.copyOf(
        results.stream()
            .collect(
                Collectors.toMap(
                    Result::id,
                    Function.identity(),
                    (one, same) -> one,
                    java.util.LinkedHashMap::new))
            .values());
  }

  /** The id without its cell. */
  private static String conversation(Result result) {
    return result.id().replaceFirst("\\[.*$", "");
  }

  private RunReport withReplay(RunReport report) {
    if (options.selects()) {
      return report;
    }
    long start = System.nanoTime();
    List<dev.clasp.tls.conformance.comparison.Check> checks =
        new Rfc8448Replay(NegotiationOptions.CRYPTO).run();
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    return report.plus(Rfc8448Results.of(checks, elapsed), elapsed);
  }
}
