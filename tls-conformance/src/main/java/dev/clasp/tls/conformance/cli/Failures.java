package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.pki.UnusableFile;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ends a command into one line on stderr and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("clasp: " + oneLine(failure));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    }
    if (List.of(arguments).contains("--debug")) {
      failure.printStackTrace(err);
    }
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    boolean expected = failure instanceof CommandFailure || failure instanceof UnusableFile;
    err.println("clasp: " + (expected ? oneLine(failure) : "internal error: " + failure));
    if (Main.of(command).debug()) {
      failure.printStackTrace(err);
    } else if (!expected) {
      err.println("Run again with --debug to see where it happened.");
    }
    return exitCode(failure);
  }

  private static int exitCode(Exception failure) {
    if (failure instanceof CommandFailure known) {
      return known.exitCode();
    }
    return failure instanceof UnusableFile ? ExitCode.USAGE : ExitCode.INCONCLUSIVE;
  }

  private static String oneLine(Exception failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
  }
}
