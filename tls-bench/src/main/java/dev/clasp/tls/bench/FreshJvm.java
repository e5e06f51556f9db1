package dev.clasp.tls.bench;

import dev.clasp.tls.bench.operation.Catalogue;
import dev.clasp.tls.bench.operation.Measure;
import dev.clasp.tls.bench.operation.Operation;
import dev.clasp.tls.bench.operation.Peer;
import dev.clasp.tls.bench.operation.Subject;
import dev.clasp.tls.bench.operation.Unavailable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures what needs a JVM of its own and no JMH: what is kept, and when the first run is done.
 * The main program of that JVM prints one number.
 */
public final class FreshJvm {
  private static final long MINUTES = 5;

  private FreshJvm() {}

  /** Starts a JVM like this one, and reads the figure. */
  static double measure(Subject subject, Peer peer) throws Unavailable {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            FreshJvm.class.getName(),
            subject.name(),
            peer.label()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Unavailable("failed in its own JVM: " + printed);
      }
      return Double.parseDouble(printed);
    } catch (IOException e) {
      throw new Unavailable("cannot start a JVM: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    }
  }

  /**
   * Prints the figure.
   *
   * @param arguments the names of subject and peer
   */
  public static void main(String[] arguments) {
    try {
      System.out.println(measureHere(Catalogue.subject(arguments[0]), Peer.of(arguments[1])));
    } catch (Exception e) {
      System.out.println(e);
      System.exit(1);
    }
    System.exit(0); // whatever threads a peer has left behind
  }

  private static double measureHere(Subject subject, Peer peer) throws Exception {
    Operation operation = subject.make(peer);
    if (subject.measure() instanceof Measure.Retained retained) {
      return retained(operation) / retained.parts();
    }
    operation.run();
    return System.currentTimeMillis()
        - (double) ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  private static double retained(Operation operation) throws Exception {
    operation.run(); // compiled code and caches are not what is asked for
    long before = settledHeap();
    Object result = operation.run();
    try {
      return settledHeap() - before;
    } finally {
      Reference.reachabilityFence(result);
    }
  }

  /** Used bytes when collecting does not find any more to free. */
  static long settledHeap() throws InterruptedException {
    long used = Long.MAX_VALUE;
    for (int unchanged = 0; unchanged < 3; ) {
      System.gc();
      Thread.sleep(50); // cleaners and reference queues have threads of their own
      long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      unchanged = now < used - 10_000 ? 0 : unchanged + 1;
      used = Math.min(used, now);
    }
    return used;
  }
}
