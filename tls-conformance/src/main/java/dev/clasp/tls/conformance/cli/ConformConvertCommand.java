package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.expand.Notation;
import dev.clasp.tls.conformance.load.ConversationLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp conform convert}: a conversation file in the other notation. */
@Command(
    name = "convert",
    description = {
      "Writes a conversation file in canonical notation (graph: flat nodes with edges, definitions",
      "inlined, nothing imported) or in authoring notation (steps). Both run the same."
    },
    footer = {
      "",
      "Example:",
      "  clasp conform convert vectors/conversations/tls13/key-update.json --canonical"
    })
final class ConformConvertCommand implements Callable<Integer> {
  /** Which notation comes out. */
  static final class Notations {
    @Option(names = "--canonical", required = true, description = "As graphs.")
    private boolean canonical;

    @Option(names = "--authoring", required = true, description = "As steps.")
    private boolean authoring;
  }

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A conversation file.")
  private Path file = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Notations notation = new Notations();

  @Override
  public Integer call() throws CommandFailure {
    try {
      for (ConversationFile each : new ConversationLoader().from(file)) {
        String text =
            Notation.write(each, Files.readString(Path.of(each.path())), notation.canonical);
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
      }
      return ExitCode.OK;
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
