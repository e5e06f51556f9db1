package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.CommandWords;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp conform client}: judges a TLS client that is started for each conversation. */
@Command(
    name = "client",
    description = {
      "Judges a TLS client: a command that --start starts for each conversation,",
      "or the one that --profile describes."
    },
    footer = {
      "",
      "Examples:",
      "  clasp conform client --profile openssl-client",
      "  clasp conform client --start 'openssl s_client -connect {host}:{port} -servername {name}"
          + " -CAfile {ca} -verify_return_error -verify_hostname {name} -quiet'"
    })
final class ConformClientCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--start",
      paramLabel = "CMD",
      description = {
        "Start this client for each conversation; {host} {port} {ca} {name} in it are replaced,",
        "and {cert} {key} of a client certificate. A request comes on its standard input."
      })
  private Optional<String> start = Optional.empty();

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws CommandFailure {
    ConformRun conform =
        new ConformRun(options, spec.commandLine().getOut(), spec.commandLine().getErr());
    List<ConversationFile> files = conform.load();
    TargetProfile profile = profile();
    RunCertificates certificates =
        RunCertificates.forClients(NegotiationOptions.CRYPTO, Instant.now());
    return conform.finish(conform.run(files, source(profile, certificates), certificates), typed());
  }

  private TargetProfile profile() throws CommandFailure {
    try {
      TargetProfile named =
          options
              .profile()
              .orElseGet(() -> TargetProfile.unknown(start.orElse("a client"), TargetRole.CLIENT));
      if (named.role() != TargetRole.CLIENT) {
        throw CommandFailure.usage(
            "--profile %s describes a server; see clasp conform server".formatted(named.name()));
      }
      return start.isEmpty() ? named : named.startedBy(words(start.get()));
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> words(String command) throws CommandFailure {
    try {
      List<String> words = CommandWords.split(command);
      if (words.stream().noneMatch(word -> word.contains("{port}"))) {
        throw CommandFailure.usage("--start: no {port} in it, expected 'CMD … {host} {port} …'");
      }
      return words;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--start: " + e.getMessage());
    }
  }

  private static TargetSource source(TargetProfile profile, RunCertificates certificates)
      throws CommandFailure {
    if (!profile.start().isEmpty()) {
      return Sources.startedClient(profile, certificates);
    }
    if (profile.embedded().isPresent()) {
      return Sources.embeddedClient(profile, certificates);
    }
    throw CommandFailure.usage(
        "which client? give --start 'CMD … {host} {port} {ca} {name}' or a --profile");
  }

  /** The command to repeat, as far as it says which client. */
  private String typed() {
    StringBuilder typed = new StringBuilder("clasp conform client");
    start.ifPresent(
        each -> typed.append(" --start '").append(each.replace("'", "'\\''")).append('\''));
    options.profileAsTyped().ifPresent(each -> typed.append(" --profile ").append(each));
    return typed.toString();
  }
}
