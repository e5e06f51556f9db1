package dev.clasp.tls.bench;

import dev.clasp.tls.bench.operation.Soak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp bench soak}: many handshakes and much data through one server's configuration. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    version = "Clasp 0.1.0-SNAPSHOT",
    sortOptions = false,
    description = {
      "Opens and closes connections of one server for long, every second one resumed, and watches the",
      "heap. Fails (exit code 1) when it grows, when a connection is left open, or when one fails."
    },
    footer = {
      "",
      "Examples:",
      "  clasp bench soak --quick              20000 handshakes and 2 GB: under a minute",
      "  clasp bench soak                      a million handshakes and 100 GB"
    })
final class SoakCommand implements Callable<Integer> {
  private static final long GB = 1_000_000_000;

  /** After each of these the heap is looked at; the first are for warming up. */
  private static final int PARTS = 10;

  private static final int WARM_UP = 2;

  /** Caches and compiled code move a settled heap by less; a connection kept would be more. */
  private static final long SLACK = 4 << 20; // bytes

  @Spec private @Nullable CommandSpec spec; // set by picocli

  @Option(
      names = "--handshakes",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many. Default: ${DEFAULT-VALUE}")
  private long handshakes = 1_000_000;

  @Option(
      names = "--gigabytes",
      paramLabel = "N",
      defaultValue = "100",
      description = "How much data, 10^9 bytes each. Default: ${DEFAULT-VALUE}")
  private long gigabytes = 100;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Open at the same time. Default: ${DEFAULT-VALUE}")
  private int connections = 64;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quick", description = "20000 handshakes and 2 GB, whatever else is said.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    long wanted = quick ? 20_000 : handshakes;
    long bytes = (quick ? 2 : gigabytes) * GB;
    if (threads < 1 || connections < threads || wanted < (long) PARTS * connections || bytes < 0) {
      throw new Arguments(spec)
          .wrong(
              "expected at least one thread, a connection for each, and %d handshakes for each connection"
                  .formatted(PARTS));
    }
    List<Long> heaps = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    try (Soak soak = new Soak(connections, threads)) {
      for (int part = 1; part <= PARTS; part++) {
        long before = soak.totals().handshakes();
        long start = System.nanoTime();
        soak.run(wanted * part / PARTS - before, bytes / wanted);
        double seconds = (System.nanoTime() - start) / 1e9;
        rates.add((soak.totals().handshakes() - before) / seconds);
        heaps.add(FreshJvm.settledHeap());
        System.out.println(line(soak, heaps.get(part - 1), rates.get(part - 1)));
        System.out.flush();
      }
      soak.closeConnections();
      return judge(soak.totals(), heaps, rates);
    }
  }

  private static String line(Soak soak, long heap, double rate) {
    Soak.Totals totals = soak.totals();
    return String.format(
        Locale.ROOT,
        "%d handshakes, %d of them resumed, %.1f GB of closed connections, %d open, %d sessions at"
            + " clients, heap %.2f MB, %.0f handshakes a second with their data",
        totals.handshakes(),
        totals.resumed(),
        totals.bytes() / 1e9,
        totals.open(),
        soak.sessions(),
        heap / 1e6,
        rate);
  }

  private static int judge(Soak.Totals totals, List<Long> heaps, List<Double> rates) {
    List<Long> settled = heaps.subList(WARM_UP, heaps.size());
    long growth = Collections.max(settled) - settled.get(0);
    boolean flat = growth <= SLACK;
    boolean clean = totals.open() == 0 && totals.failed() == 0;
    System.out.printf(
        Locale.ROOT,
        "%s: %d handshakes, %.1f GB, %d left open, %d failed; heap at most %.2f MB above the first"
            + " settled one (%.1f MB allowed); the last part at %.2f× the speed of part %d%n",
        flat && clean ? "passed" : "FAILED",
        totals.handshakes(),
        totals.bytes() / 1e9,
        totals.open(),
        totals.failed(),
        growth / 1e6,
        SLACK / 1e6,
        rates.get(rates.size() - 1) / rates.get(WARM_UP),
        WARM_UP + 1);
    return flat && clean ? 0 : 1;
  }
}
