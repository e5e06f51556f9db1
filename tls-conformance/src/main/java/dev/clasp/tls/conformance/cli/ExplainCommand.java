package dev.clasp.tls.conformance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Experiment;
import dev.clasp.tls.conformance.explain.RevealingKeyLog;
import dev.clasp.tls.conformance.explain.SelfServer;
import dev.clasp.tls.conformance.explain.Story;
import dev.clasp.tls.conformance.explain.StoryHtml;
import dev.clasp.tls.conformance.explain.StoryJson;
import dev.clasp.tls.conformance.explain.StoryTeller;
import dev.clasp.tls.conformance.explain.StoryText;
import dev.clasp.tls.conformance.explain.Telling;
import dev.clasp.tls.conformance.explain.observe.SocketLink;
import dev.clasp.tls.conformance.explain.tls13.Teller13;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.PemFiles;
import dev.clasp.tls.conformance.pki.UnusableFile;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp explain}: one live handshake, step by step. */
@Command(
    name = "explain",
    description = {
      "Runs one live handshake and tells it: each message with every byte named, the keys as they"
          + " come about, what was checked, and what became of the eight classic steps.",
      "On the terminal in short; the whole story is the page of --html."
    },
    footer = {
      "",
      "Example: how our own client and server shake hands, as a page:",
      "  clasp explain --self --html handshake.html",
      "Example: why a server is refused:",
      "  clasp explain expired.example:443"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(10); // to connect, and to shake hands

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  /** With whom. */
  static final class Peer {
    @Parameters(
        arity = "0..1",
        paramLabel = "HOST:PORT",
        converter = HostAndPort.Converter.class,
        description = "The server, such as localhost:4433 or [::1]:4433.")
    private Optional<HostAndPort> server = Optional.empty();

    @Option(names = "--self", description = "Our own server, in memory, with a new certificate.")
    private boolean self;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Peer peer = new Peer();

  /** Whom to believe. */
  static final class Trust {
    @Option(
        names = "--ca",
        paramLabel = "FILE",
        description = "Trust these CAs, in PEM, instead of those that Java trusts.")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--insecure", description = "Accept any certificate.")
    private boolean insecure;
  }

  @ArgGroup(exclusive = true)
  private Trust trust = new Trust();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name the server shall prove; sent as SNI. By default HOST.")
  private Optional<String> name = Optional.empty();

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Option(
      names = "--client-cert",
      description = "With --self: the server asks for a certificate, and the client has one.")
  private boolean clientCertificate;

  @Mixin private NegotiationOptions negotiation = new NegotiationOptions();

  @Option(
      names = "--retry",
      description = "Send no key share, so that the server asks for one: a HelloRetryRequest.")
  private boolean retry;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the whole story as one page, to be opened in a browser.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--secrets",
      description = "Show the secrets of the key schedule, too: of this connection only.")
  private boolean secrets;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    List<Story> stories = List.of(peer.self ? explainSelf() : explain(peer.server.orElseThrow()));
    if (html.isPresent()) {
      write(html.get(), StoryHtml.of(stories, commandLine(), Instant.now()));
    }
    tell(stories);
    long failed = stories.stream().filter(story -> story.failure().isPresent()).count();
    ArrayNode items = JsonOption.items();
    for (Story story : stories) {
      ObjectNode item = items.addObject();
      item.put("id", items.size());
      StoryJson.write(story, item);
    }
    json.write(
        "explain", "handshakes", items, stories.size() - failed, spec.commandLine().getOut());
    return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private Story explain(HostAndPort server) throws Exception {
    Experiment experiment = new Experiment(NegotiationOptions.CRYPTO);
    ClientConfig.Builder builder =
        ClientConfig.builder(experiment.crypto())
            .credentials(CredentialSelector.of(credentials.read()));
    negotiate(builder);
    ClientConfig config =
        trust.insecure
            ? builder.dangerous().acceptAnyCertificate().build()
            : builder.trust(anchors()).build();
    try (Socket socket = Dial.to(server, DEADLINE)) {
      Dialogue dialogue =
          experiment.with(config, identity(server.host()), new SocketLink(socket), DEADLINE);
      return story(dialogue, server.toString());
    }
  }

  private Story explainSelf() throws CommandFailure, UnusableFile, TlsException {
    SelfServer self = SelfServer.make(NegotiationOptions.CRYPTO, KeyType.P256, Instant.now());
    Experiment experiment = new Experiment(NegotiationOptions.CRYPTO);
    ClientConfig.Builder client =
        ClientConfig.builder(experiment.crypto())
            .trust(trust.authorities.isPresent() ? anchors() : self.anchors());
    List<Credential> own =
        credentials.isEmpty() && clientCertificate ? List.of(self.client()) : credentials.read();
    client.credentials(CredentialSelector.of(own));
    negotiate(client);
    ServerConfig.Builder server =
        ServerConfig.builder(NegotiationOptions.CRYPTO, CredentialSelector.of(self.server()));
    negotiation.applyTo(server);
    if (clientCertificate || !credentials.isEmpty()) {
      server.clientAuthentication(ClientAuthentication.NEEDED, self.anchors());
    }
    ClientConfig config =
        trust.insecure ? client.dangerous().acceptAnyCertificate().build() : client.build();
    Dialogue dialogue = experiment.withSelf(config, identity(SelfServer.NAME), server.build());
    return story(dialogue, "our own server");
  }

  private Story story(Dialogue dialogue, String server) {
    return StoryTeller.tell(
        dialogue,
        new Teller13(
            dialogue,
            new Telling(NegotiationOptions.CRYPTO, new RevealingKeyLog(secrets), trust.insecure)),
        server);
  }

  private void negotiate(ClientConfig.Builder builder) throws CommandFailure {
    negotiation.applyTo(builder);
    builder.keyLog(KeyLogFile.open(negotiation.keyLog()));
    if (retry) {
      builder.keyShares(List.of());
    }
  }

  private TrustStore anchors() throws CommandFailure, UnusableFile {
    return trust.authorities.isPresent()
        ? TrustStore.of(PemFiles.certificates(trust.authorities.get()))
        : ConnectCommand.javaAnchors();
  }

  private ReferenceIdentity identity(String host) throws CommandFailure {
    String wanted = name.orElse(host);
    try {
      return ReferenceIdentity.of(wanted);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "'%s' is neither a host name nor an IP address".formatted(wanted), e);
    }
  }

  private void tell(List<Story> stories) {
    PrintWriter people =
        json.isOnOutput() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    stories.forEach(story -> people.println(StoryText.of(story)));
    html.ifPresent(file -> people.println("The whole story: " + file));
    people.flush();
  }

  private String commandLine() {
    List<String> words = new ArrayList<>(List.of("clasp", "explain"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    words.remove(2); // the subcommand itself
    return String.join(" ", words);
  }

  private static void write(Path file, String page) throws CommandFailure {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--html %s: cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
