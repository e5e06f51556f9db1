package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.interop.InteropReport;
import dev.clasp.tls.conformance.interop.InteropResult;
import dev.clasp.tls.conformance.interop.InteropRun;
import dev.clasp.tls.conformance.interop.InteropText;
import dev.clasp.tls.conformance.interop.Peer;
import dev.clasp.tls.conformance.interop.Peers;
import dev.clasp.tls.conformance.interop.Trial;
import dev.clasp.tls.conformance.report.InteropPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp interop}: what works with the other TLS stacks of this machine. */
@Command(
    name = "interop",
    description = {
      "Tries what works between Clasp and every other TLS stack on this machine, in both directions:",
      "versions, cipher suites, groups, certificates, features. Neither side is left a choice, and",
      "Clasp looks whether what a trial is about has really happened."
    },
    footer = {
      "",
      "Example: everything that is here, and a page about it",
      "  clasp interop --report out",
      "Other JSSE providers than the JDK's count when java.security names them."
    })
final class InteropCommand implements Callable<Integer> {
  @Option(
      names = "--only",
      paramLabel = "PEER",
      split = ",",
      description = "Only these: openssl, node, gnutls, nss, go, rustls, curl, jsse.")
  private List<String> only = List.of();

  @Option(names = "--tls", paramLabel = "VERSION", description = "Only this version: 1.2 or 1.3.")
  private Optional<String> version = Optional.empty();

  @Option(
      names = "--quick",
      description = "Of the cipher suites of TLS 1.2 one of each key exchange.")
  private boolean quick;

  @Option(
      names = "--fetch",
      description = {
        "Also peers that have to be downloaded: rustls by cargo, a Node.js with OpenSSL 3.5 by npm.",
        "They stay in the cache, and later runs find them."
      })
  private boolean fetch;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where peers that are built are kept (default: clasp/interop in the user's cache).")
  private Optional<Path> cache = Optional.empty();

  @Option(names = "--jobs", paramLabel = "N", description = "Trials at once, without it 4.")
  private int jobs = 4;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.html and report.json there.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    InteropReport report =
        new InteropRun(peers(), trials()).run(jobs(), new Lines(spec.commandLine().getErr()));
    if (folder.isPresent()) {
      write(report, folder.get());
    }
    boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
    json.write(spec.commandLine(), new InteropText(report, terminal).all(), report::json);
    if (report.found().isEmpty()) {
      throw new CommandFailure(
          ExitCode.INCONCLUSIVE, "no peer is here: install one of those that are listed");
    }
    return report.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int jobs() throws CommandFailure {
    if (jobs < 1 || jobs > 64) {
      throw CommandFailure.usage("--jobs %d: expected 1 to 64".formatted(jobs));
    }
    return jobs;
  }

  private List<Peer> peers() throws CommandFailure {
    List<Peer> all = Peers.all(cache.orElseGet(InteropCommand::userCache), fetch);
    List<Peer> chosen = new ArrayList<>();
    for (String name : only) {
      chosen.add(
          all.stream()
              .filter(peer -> peer.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      CommandFailure.usage(
                          "--only %s: expected one of %s"
                              .formatted(
                                  name,
                                  all.stream()
                                      .map(Peer::name)
                                      .collect(Collectors.joining(", "))))));
    }
    return chosen.isEmpty() ? all : chosen;
  }

  private List<Trial> trials() throws CommandFailure {
    if (version.isPresent() && !List.of("1.2", "1.3").contains(version.get())) {
      throw CommandFailure.usage("--tls %s: expected 1.2 or 1.3".formatted(version.get()));
    }
    List<Trial> trials =
        Trial.all().stream()
            .filter(
                trial -> version.isEmpty() || trial.version().toString().endsWith(version.get()))
            .toList();
    return quick ? Trial.sample(trials) : trials;
  }

  private static Path userCache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("clasp/interop");
  }

  private static void write(InteropReport report, Path folder) throws CommandFailure {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("report.json"), report.json());
      Files.writeString(folder.resolve("report.html"), new InteropPage(report).html());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--report %s: cannot be written: %s".formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Progress as a line now and then, on standard error. */
  private static final class Lines implements InteropRun.Listener {
    private static final long BETWEEN = 2_000_000_000L; // nanoseconds

    private final PrintWriter err;
    private int total; // guarded by this
    private int done;
    private int failed;
    private long last = System.nanoTime();

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public synchronized void looking(String peer) {
      err.print(peer + " … ");
      err.flush();
    }

    @Override
    public synchronized void found(Peer peer, Optional<String> version) {
      err.println(version.orElse("not here"));
      err.flush();
    }

    @Override
    public synchronized void total(int trials) {
      total = trials;
      err.println(trials + " trials");
      err.flush();
    }

    @Override
    public synchronized void finished(InteropResult result) {
      done++;
      if (result.outcome() == InteropResult.Outcome.FAILED) {
        failed++;
      }
      if (System.nanoTime() - last > BETWEEN || done == total) {
        last = System.nanoTime();
        err.printf("%d of %d, %d failed%n", done, total, failed);
        err.flush();
      }
    }
  }
}
