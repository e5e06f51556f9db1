package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.Selection;
import java.nio.file.Path;

/**
 * The commands that run one conversation again.
 *
 * @param command what was typed, up to its options
 * @param folder where the report, the captures and the counterexamples of properties are
 * @param seed of the run
 */
public record Replays(String command, Path folder, long seed) {
  /** What to type. */
  String of(Result result) {
    String counterexample =
        result.evidence().conversation().isPresent()
            ? " --conversations " + quoted(counterexample(result).toString())
            : "";
    return "%s%s --replay %s"
        .formatted(command, counterexample, quoted(Selection.Replay.of(result.id(), seed)));
  }

  /** Where the conversation that a property found is written. */
  Path counterexample(Result result) {
    return counterexamples().resolve(fileName(result) + ".json");
  }

  Path counterexamples() {
    return folder.resolve("counterexamples");
  }

  /** Where the capture of a failure is written. */
  Path capture(Result result) {
    return captures().resolve(fileName(result) + ".pcapng");
  }

  Path captures() {
    return folder.resolve("captures");
  }

  /** A name for files about a result. */
  static String fileName(Result result) {
    String name = result.id().replaceAll("[^A-Za-z0-9._-]+", "-");
    return name.length() <= 100
        ? name
        : "%s-%08x".formatted(name.substring(0, 90), result.id().hashCode());
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
