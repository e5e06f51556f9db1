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
import dev.clasp.tls.conformance.explain.Teller;
import dev.clasp.tls.conformance.explain.Telling;
import dev.clasp.tls.conformance.explain.observe.SocketLink;
import dev.clasp.tls.conformance.explain.tls12.Teller12;
import dev.clasp.tls.conformance.explain.tls13.Teller13;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.PemFiles;
import dev.clasp.tls.conformance.pki.UnusableFile;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.config.TlsConfig;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "Example: the classic handshake, with a premaster secret under the server's RSA key:",
      "  clasp explain --self --tls 1.2 --legacy --html classic.html",
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
      names = "--resume",
      description = "Shake hands a second time, and resume the session of the first.")
  private boolean resume;

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
    List<Story> stories = explain();
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

  /** One handshake, or two with the sessions of the first at hand for the second. */
  private List<Story> explain() throws Exception {
    SessionStore sessions =
        resume ? InMemorySessions.standard(InstantSource.system()) : SessionStore.NONE;
    Optional<SelfServer> self =
        peer.self
            ? Optional.of(
                SelfServer.make(
                    NegotiationOptions.CRYPTO,
                    negotiation.legacy() ? KeyType.RSA_2048 : KeyType.P256,
                    Instant.now()))
            : Optional.empty();
    Optional<ServerConfig> selfConfig = Optional.empty();
    if (self.isPresent()) {
      selfConfig = Optional.of(serverConfig(self.get()));
    }
    List<Story> stories = new ArrayList<>();
    boolean goesOn = true;
    for (int i = 0; i < (resume ? 2 : 1) && goesOn; i++) {
      Experiment experiment = new Experiment(NegotiationOptions.CRYPTO);
      ClientConfig config = clientConfig(experiment, sessions, self);
      stories.add(
          selfConfig.isPresent()
              ? story(
                  experiment.withSelf(config, identity(SelfServer.NAME), selfConfig.get()),
                  "our own server")
              : explain(experiment, config, peer.server.orElseThrow()));
      goesOn = stories.get(i).failure().isEmpty();
    }
    return stories;
  }

  private Story explain(Experiment experiment, ClientConfig config, HostAndPort server)
      throws CommandFailure, IOException, TlsException {
    try (Socket socket = Dial.to(server, DEADLINE)) {
      Dialogue dialogue =
          experiment.with(config, identity(server.host()), new SocketLink(socket), DEADLINE);
      return story(dialogue, server.toString());
    }
  }

  private ClientConfig clientConfig(
      Experiment experiment, SessionStore sessions, Optional<SelfServer> self)
      throws CommandFailure, UnusableFile {
    ClientConfig.Builder builder =
        ClientConfig.builder(experiment.crypto())
            .credentials(CredentialSelector.of(credentials(self)))
            .sessions(experiment.sessions(sessions))
            .keyLog(experiment.keyLog(KeyLogFile.open(negotiation.keyLog())));
    negotiate(builder);
    if (retry) {
      builder.keyShares(List.of());
    }
    if (trust.insecure) {
      return builder.dangerous().acceptAnyCertificate().build();
    }
    return builder
        .trust(self.isPresent() && trust.authorities.isEmpty() ? self.get().anchors() : anchors())
        .build();
  }

  private List<Credential> credentials(Optional<SelfServer> self)
      throws CommandFailure, UnusableFile {
    return self.isPresent() && clientCertificate && credentials.isEmpty()
        ? List.of(self.get().client())
        : credentials.read();
  }

  private ServerConfig serverConfig(SelfServer self) throws CommandFailure {
    CryptoProvider crypto = NegotiationOptions.CRYPTO;
    ServerConfig.Builder builder =
        ServerConfig.builder(crypto, CredentialSelector.of(self.server()));
    negotiate(builder);
    if (resume) {
      InstantSource clock = InstantSource.system();
      builder.tickets(new TicketProtector(crypto, TicketKeys.rotating(crypto, clock), clock));
    }
    if (clientCertificate || !credentials.isEmpty()) {
      builder.clientAuthentication(ClientAuthentication.NEEDED, self.anchors());
    }
    return builder.build();
  }

  private Story story(Dialogue dialogue, String server) {
    Telling how =
        new Telling(
            NegotiationOptions.CRYPTO,
            new RevealingKeyLog(secrets),
            trust.insecure,
            negotiation.psks());
    Teller teller =
        dialogue.speaks(ProtocolVersion.TLS12)
            ? new Teller12(dialogue, how)
            : new Teller13(dialogue, how);
    return StoryTeller.tell(dialogue, teller, server);
  }

  /**
   * Makes the choices of the command line. In our own company {@code --legacy} alone means the
   * classic handshake: a premaster secret encrypted with the server's RSA key.
   */
  private <B extends TlsConfig.Builder<B>> void negotiate(B builder) throws CommandFailure {
    negotiation.applyTo(builder);
    if (isClassic()) {
      builder.suites12(
          Stream.of(Suite12.values())
              .filter(suite -> suite.keyExchange() == KeyExchange12.RSA)
              .toList());
    }
  }

  private boolean isClassic() {
    return peer.self && negotiation.legacy() && !negotiation.choosesSuites();
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
