package dev.clasp.tls.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What both commands check of their arguments; every mistake is one line and exit code 2. */
final class Arguments {
  private final CommandLine commandLine;

  /**
   * @param spec as picocli sets it before a command is called
   */
  Arguments(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("run through picocli, which sets the spec");
    }
    commandLine = spec.commandLine();
  }

  Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw wrong(
          "'%s' is no regular expression: %s at position %d"
              .formatted(expression, e.getDescription(), e.getIndex()));
    }
  }

  Path directory(Path out) {
    try {
      return Files.createDirectories(out);
    } catch (IOException e) {
      throw wrong("cannot make the directory %s: %s".formatted(out, e));
    }
  }

  ParameterException wrong(String message) {
    return new ParameterException(commandLine, message);
  }

  /** One line that says what is wrong, without the usage; exit code 2. */
  static CommandLine sayingItInOneLine(CommandLine commandLine) {
    return commandLine.setParameterExceptionHandler(
        (e, arguments) -> {
          e.getCommandLine().getErr().println("clasp bench: " + e.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
  }
}
