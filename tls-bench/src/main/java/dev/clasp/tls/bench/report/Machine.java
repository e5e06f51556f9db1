package dev.clasp.tls.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when something was measured.
 *
 * @param jdk feature release
 * @param jvm name and version
 * @param processor its name, as far as the system tells
 * @param processors how many
 * @param time of the end
 * @param seconds it took
 */
public record Machine(
    int jdk, String jvm, String processor, int processors, Instant time, long seconds) {
  /** This one. */
  public static Machine here(Instant started) {
    Instant now = Instant.now();
    return new Machine(
        Runtime.version().feature(),
        System.getProperty("java.vm.name", "?") + " " + Runtime.version(),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        now.truncatedTo(ChronoUnit.SECONDS),
        Duration.between(started, now).toSeconds());
  }

  private static String processorName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch", "?"));
    } catch (IOException e) { // no Linux
      return System.getProperty("os.arch", "?");
    }
  }

  @Override
  public String toString() {
    return "JDK %d (%s), %s × %d, %s, in %d s"
        .formatted(jdk, jvm, processor, processors, time, seconds);
  }
}
