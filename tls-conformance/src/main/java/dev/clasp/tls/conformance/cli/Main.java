package dev.clasp.tls.conformance.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code clasp} command. */
@Command(
    name = "clasp",
    description = "TLS judged clause by clause: a reference implementation and its test suite.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT, // help and version for every subcommand
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Benchmarks live in a jar of their own:", "  ./clasp bench --help"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all well",
      "1:the thing examined failed: a conformance failure, a refused handshake",
      "2:wrong usage or unreadable input",
      "3:inconclusive, or an error of our own",
      "4:the target crashed"
    })
public final class Main {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command on this process's streams and gives its exit code. */
  static int run(String... arguments) {
    return commandLine(System.in, System.out).execute(arguments);
  }

  /**
   * The command line, ready to execute.
   *
   * @param in bytes for commands that send them on
   * @param out for the bytes of commands whose output is no text
   */
  static CommandLine commandLine(InputStream in, OutputStream out) {
    Failures failures = new Failures();
    return new CommandLine(new Main())
        .addSubcommand(new ConformCommand())
        .addSubcommand(new InteropCommand())
        .addSubcommand(new ServeCommand())
        .addSubcommand(new ConnectCommand(in, out))
        .addSubcommand(new ExplainCommand())
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new VectorsCommand())
        .addSubcommand(new ReportCommand())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** Whether {@code --debug} was given anywhere on the line. */
  boolean debug() {
    return debug;
  }

  /** The top command that a subcommand belongs to. */
  static Main of(CommandLine command) {
    CommandLine top = command;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top.getCommand();
  }

  /** Says which Clasp and which Java. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
              .orElse("(run from classes)");
      return new String[] {"clasp " + version, "Java " + Runtime.version()};
    }
  }
}
