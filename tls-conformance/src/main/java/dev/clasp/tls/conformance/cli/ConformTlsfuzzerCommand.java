package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.tlsfuzzer.RunConfiguration;
import dev.clasp.tls.conformance.tlsfuzzer.ScriptArguments;
import dev.clasp.tls.conformance.tlsfuzzer.ScriptIndex;
import dev.clasp.tls.conformance.tlsfuzzer.ScriptRun;
import dev.clasp.tls.conformance.tlsfuzzer.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code clasp conform tlsfuzzer}: one of tlsfuzzer's scripts by name; and, for {@code
 * --tlsfuzzer}, its run configurations.
 */
@Command(
    name = "tlsfuzzer",
    description = {
      "Runs our suites in place of a script of tlsfuzzer, with the script's own options:",
      "-h HOST -p PORT -n NUMBER (0: every cell) -e NAME -x NAME -X TEXT -C CIPHER [NAME...].",
      "Its names of conversations are ours, by id or title. The output has the script's form.",
      "A run configuration is read by `clasp conform --tlsfuzzer RUN.json`."
    },
    customSynopsis = "clasp conform tlsfuzzer SCRIPT [OPTIONS OF THE SCRIPT]",
    footer = {
      "",
      "Example:",
      "  clasp conform tlsfuzzer test-tls13-keyupdate.py -h localhost -p 4433 -n 0"
    })
final class ConformTlsfuzzerCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Unmatched private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws CommandFailure {
    if (words.isEmpty()) {
      throw CommandFailure.usage("expected the name of a script, such as test-tls13-keyupdate.py");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      String script = words.get(0);
      ScriptIndex index = ScriptIndex.shipped();
      if (index.suites(script).isEmpty()) {
        throw CommandFailure.usage(
            index.knows(script)
                ? script + ": not ported; see vectors/tlsfuzzer/index.json for those that are"
                : script + ": no script of tlsfuzzer that we know");
      }
      ScriptArguments arguments = ScriptArguments.parse(words.subList(1, words.size()));
      Tally tally = runner(index, out, seed()).run(script, arguments);
      return tally.failed() ? ExitCode.FAILED : ExitCode.OK;
    } catch (FormatException | IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Runs a configuration. */
  static int run(
      Path configuration,
      Optional<String> server,
      String expectedSize,
      Optional<String> only,
      PrintWriter out)
      throws CommandFailure {
    try {
      RunConfiguration read = RunConfiguration.read(configuration, server, expectedSize);
      boolean good = read.run(runner(ScriptIndex.shipped(), out, seed()), only, out);
      return good ? ExitCode.OK : ExitCode.FAILED;
    } catch (FormatException | IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static ScriptRun runner(ScriptIndex index, PrintWriter out, long seed)
      throws FormatException {
    out.println("seed " + seed);
    return new ScriptRun(
        new ConversationLoader().shipped(),
        index,
        RunCertificates.make(NegotiationOptions.CRYPTO, KeyType.RSA_2048, Instant.now()),
        seed,
        out);
  }

  private static long seed() {
    return System.nanoTime() & 0x7FFFFFFF;
  }
}
