package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code --json}: the outcome of a command for machines. */
final class JsonOption {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "At the end, write the outcome as JSON; - for standard output.")
  private Optional<String> target = Optional.empty();

  private final long start = System.nanoTime();

  boolean isWanted() {
    return target.isPresent();
  }

  /** Whether standard output is the JSON's, so that text for people goes to standard error. */
  boolean isOnOutput() {
    return target.filter("-"::equals).isPresent();
  }

  /** Prints text for people, to standard error if JSON has standard output, and writes the JSON. */
  void write(CommandLine command, String text, Supplier<String> json) throws CommandFailure {
    PrintWriter people = isOnOutput() ? command.getErr() : command.getOut();
    people.print(text);
    people.flush();
    if (target.isPresent()) {
      write(target.get(), json.get(), command.getOut());
    }
  }

  static ArrayNode items() {
    return JSON.createArrayNode();
  }

  /**
   * Writes the outcome where {@code --json} says, if it does.
   *
   * @param command names the format: {@code clasp-COMMAND/1}
   * @param name what the items are
   * @param items what was examined, each with an id
   * @param passed how many of them passed; the rest failed
   * @param out standard output
   */
  void write(String command, String name, ArrayNode items, long passed, PrintWriter out)
      throws CommandFailure {
    if (target.isEmpty()) {
      return;
    }
    ObjectNode report = JSON.createObjectNode();
    report.put("format", "clasp-" + command + "/1");
    report.put("passed", passed);
    report.put("failed", items.size() - passed);
    report.put("skipped", 0);
    report.put("inconclusive", 0);
    report.put("seconds", (System.nanoTime() - start) / 1e9);
    report.set(name, items);
    write(target.get(), report.toPrettyString() + "\n", out);
  }

  private static void write(String target, String json, PrintWriter out) throws CommandFailure {
    if (target.equals("-")) {
      out.print(json);
      out.flush();
      return;
    }
    try {
      Files.writeString(Path.of(target), json);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--json %s: cannot be written: %s".formatted(target, e.getMessage()), e);
    }
  }
}
