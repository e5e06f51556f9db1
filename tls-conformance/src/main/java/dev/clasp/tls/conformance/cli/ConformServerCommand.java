package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.CommandWords;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp conform server}: judges a TLS server, running or to be started. */
@Command(
    name = "server",
    description = {
      "Judges a TLS server: one that runs at HOST:PORT, one that --start starts,",
      "or the one that --profile describes."
    },
    footer = {
      "",
      "Examples:",
      "  clasp conform server example.com:443 --quick",
      "  clasp conform server --profile openssl --expect openssl",
      "  clasp conform server --start 'gnutls-serv -q -p {port} --x509certfile {cert} --x509keyfile {key}'"
    })
final class ConformServerCommand implements Callable<Integer> {
  private static final int CONNECT_PATIENCE = 5_000; // milliseconds

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "The server's address.")
  private Optional<HostAndPort> address = Optional.empty();

  @Option(
      names = "--start",
      paramLabel = "CMD",
      description = {
        "Start this server, once for each job, and again when it dies.",
        "{port} {cert} {key} {ca} in it are replaced; the certificate is for localhost."
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
        RunCertificates.make(NegotiationOptions.CRYPTO, profile.certificate(), Instant.now());
    return conform.finish(conform.run(files, source(profile, certificates), certificates), typed());
  }

  private TargetProfile profile() throws CommandFailure {
    if (address.isPresent() && start.isPresent()) {
      throw CommandFailure.usage("HOST:PORT and --start: give one of them");
    }
    try {
      TargetProfile named =
          options
              .profile()
              .orElseGet(() -> TargetProfile.unknown(start.orElse("a server"), TargetRole.SERVER));
      if (named.role() != TargetRole.SERVER) {
        throw CommandFailure.usage(
            "--profile %s describes a client; see clasp conform client".formatted(named.name()));
      }
      if (start.isEmpty()) {
        return named;
      }
      List<String> words = CommandWords.split(start.get());
      if (words.isEmpty()) {
        throw CommandFailure.usage("--start: empty, expected a command with {port} in it");
      }
      return named.startedBy(words);
    } catch (FormatException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--start: " + e.getMessage());
    }
  }

  private TargetSource source(TargetProfile profile, RunCertificates certificates)
      throws CommandFailure {
    if (address.isPresent()) {
      requireOpen(address.get());
      return Sources.running(profile, address.get().host(), address.get().port());
    }
    if (!profile.start().isEmpty()) {
      return Sources.started(profile, certificates);
    }
    if (profile.embedded().isPresent()) {
      return profile.embedded().get().equals("jsse")
          ? Sources.jsse(profile, certificates)
          : Sources.embedded(profile, certificates);
    }
    throw CommandFailure.usage(
        "which server? give HOST:PORT, --start 'CMD … {port} …' or a --profile that starts one");
  }

  /** A closed port is the user's to know at once, and no finding. */
  private static void requireOpen(HostAndPort address) throws CommandFailure {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_PATIENCE);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s: cannot connect: %s; is the server running there?".formatted(address, e.getMessage()),
          e);
    }
  }

  /** The command to repeat, as far as it says which server. */
  private String typed() {
    StringBuilder typed = new StringBuilder("clasp conform server");
    address.ifPresent(each -> typed.append(' ').append(each));
    start.ifPresent(
        each -> typed.append(" --start '").append(each.replace("'", "'\\''")).append('\''));
    options.profileAsTyped().ifPresent(each -> typed.append(" --profile ").append(each));
    return typed.toString();
  }
}
