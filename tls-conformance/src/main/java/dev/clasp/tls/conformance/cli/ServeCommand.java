package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.ConnectionLog;
import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.conformance.pki.PemFiles;
import dev.clasp.tls.conformance.pki.UnusableFile;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clasp serve}: a TLS server for tests. */
@Command(
    name = "serve",
    description = {
      "Runs a TLS server for tests until it is stopped.",
      "Without --cert a certificate for localhost is made, and the path of its CA is printed."
    },
    footer = {
      "",
      "Example: a server for an HTTPS client, and the client:",
      "  clasp serve --port 4433 --app http",
      "  curl --cacert CA-FILE https://localhost:4433/"
    })
final class ServeCommand implements Callable<Integer> {
  /** The values of {@code --client-auth}. */
  enum ClientAuth {
    NONE(ClientAuthentication.NONE),
    WANT(ClientAuthentication.WANTED),
    NEED(ClientAuthentication.NEEDED),
    LATER(ClientAuthentication.ON_DEMAND);

    private final ClientAuthentication mode;

    ClientAuth(ClientAuthentication mode) {
      this.mode = mode;
    }

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--port",
      required = true,
      paramLabel = "N",
      description = "The TCP port to listen on; 0 for any that is free, which is printed.")
  private int port;

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Mixin private NegotiationOptions negotiation = new NegotiationOptions();

  @Mixin private ConnectionReport report = new ConnectionReport();

  @Option(
      names = "--client-auth",
      paramLabel = "MODE",
      defaultValue = "none",
      description =
          "Ask clients for a certificate: ${COMPLETION-CANDIDATES}; later asks behind the handshake"
              + " those that offer it (TLS 1.3).")
  private ClientAuth clientAuth = ClientAuth.NONE;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "The CAs of client certificates, in PEM; for --client-auth want, need and later.")
  private Optional<Path> clientAuthorities = Optional.empty();

  @Option(
      names = "--tickets",
      paramLabel = "N",
      defaultValue = "2",
      description = "Tickets to resume with at the end of a full handshake: 0 to 8, by default 2.")
  private int tickets;

  @Option(
      names = "--ocsp",
      paramLabel = "FILE",
      description =
          "The OCSP response in DER to staple to the --cert at the same place. Can be given several"
              + " times.")
  private List<Path> ocspResponses = List.of();

  @Option(
      names = "--early-data",
      paramLabel = "BYTES",
      defaultValue = "0",
      description =
          "Accept so much early data of clients that resume (0-RTT); with --app echo it is sent"
              + " back, too.")
  private long earlyData;

  @Option(
      names = "--stateless-retry",
      description =
          "Keep nothing of a client that has to try again with another key share: it gets a sealed"
              + " cookie (TLS 1.3).")
  private boolean statelessRetry;

  @Option(
      names = "--app",
      paramLabel = "MODE",
      defaultValue = "http",
      description =
          "What to do with a connection: http answers a request, echo sends back what comes,"
              + " silent only reads.")
  private ApplicationMode application = ApplicationMode.HTTP;

  @Option(names = "--once", description = "Serve one connection; fail when it fails.")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ServerConfig config = config(out);
    FirstConnection first = new FirstConnection(spec.commandLine().getErr(), report);
    TlsServer.Settings settings =
        TlsServer.Settings.of(
                () -> TlsConnection.start(config.crypto(), Handshake.server(config)),
                clientAuth == ClientAuth.LATER ? application.askingForCertificate() : application)
            .withLog(first);
    try (TlsServer server = listen(settings)) {
      out.println("listening on port " + server.port());
      out.flush();
      if (!once) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::writeReport));
        new CountDownLatch(1).await(); // until the process is stopped
      }
      int exitCode = first.succeeded.get() ? ExitCode.OK : ExitCode.FAILED;
      report.write("serve", out);
      return exitCode;
    }
  }

  private void writeReport() {
    try {
      report.write("serve", spec.commandLine().getOut());
    } catch (CommandFailure e) {
      spec.commandLine().getErr().println("clasp: " + e.getMessage());
    }
  }

  private ServerConfig config(PrintWriter out) throws CommandFailure, UnusableFile, IOException {
    List<Credential> chosen = stapled(credentials.isEmpty() ? selfMade(out) : credentials.read());
    ServerConfig.Builder builder =
        ServerConfig.builder(NegotiationOptions.CRYPTO, CredentialSelector.of(chosen))
            .keyLog(KeyLogFile.open(negotiation.keyLog()));
    addTickets(builder);
    if (statelessRetry) {
      builder.statelessRetries(
          TicketKeys.rotating(NegotiationOptions.CRYPTO, InstantSource.system()));
    }
    negotiation.applyTo(builder);
    if (clientAuth != ClientAuth.NONE) {
      Path file =
          clientAuthorities.orElseThrow(
              () -> CommandFailure.usage("--client-auth %s needs --ca FILE".formatted(clientAuth)));
      builder.clientAuthentication(clientAuth.mode, TrustStore.of(PemFiles.certificates(file)));
    } else if (clientAuthorities.isPresent()) {
      throw CommandFailure.usage("--ca is for --client-auth want, need or later; give one of them");
    }
    return builder.build();
  }

  private void addTickets(ServerConfig.Builder builder) throws CommandFailure {
    if (tickets < 0 || tickets > ServerConfig.MAX_TICKETS) {
      throw CommandFailure.usage(
          "--tickets %d: expected 0 to %d".formatted(tickets, ServerConfig.MAX_TICKETS));
    }
    if (earlyData < 0 || earlyData > 1 << 20) {
      throw CommandFailure.usage("--early-data %d: expected 0 to 1048576".formatted(earlyData));
    }
    if (tickets > 0) {
      InstantSource clock = InstantSource.system();
      builder
          .ticketCount(tickets)
          .sessions(InMemorySessions.standard(clock)) // for clients of TLS 1.2 without tickets
          .earlyData(
              new EarlyDataPolicy(
                  earlyData,
                  InMemoryReplayGuard.forOwnTickets(InMemoryReplayGuard.MAX_HELLOS, clock),
                  EarlyDataPolicy.WINDOW))
          .tickets(
              new TicketProtector(
                  NegotiationOptions.CRYPTO,
                  TicketKeys.rotating(NegotiationOptions.CRYPTO, clock),
                  clock));
    }
  }

  /** Each with the response at its place, as far as there are any. */
  private List<Credential> stapled(List<Credential> bare) throws CommandFailure {
    if (ocspResponses.size() > bare.size()) {
      throw CommandFailure.usage(
          "%d --ocsp and %d --cert; give one --ocsp for each --cert"
              .formatted(ocspResponses.size(), bare.size()));
    }
    List<Credential> stapled = new ArrayList<>(bare);
    for (int i = 0; i < ocspResponses.size(); i++) {
      stapled.set(i, bare.get(i).withOcspResponse(ocspResponse(ocspResponses.get(i))));
    }
    return stapled;
  }

  private static Bytes ocspResponse(Path file) throws CommandFailure {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--ocsp %s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * A certificate for localhost, and one with an RSA key for the key exchanges of {@code --legacy};
   * prints where their CA's is.
   */
  private List<Credential> selfMade(PrintWriter out) throws IOException {
    Instant now = Instant.now();
    CertificateAuthority authority =
        CertificateAuthority.root(NegotiationOptions.CRYPTO, KeyType.P256, "Clasp serve", now);
    Path file = Files.createTempFile("clasp-ca-", ".pem");
    file.toFile().deleteOnExit();
    Files.writeString(file, authority.rootPem());
    out.println("CA " + file);
    Stream<KeyType> keys =
        negotiation.legacy() ? Stream.of(KeyType.P256, KeyType.RSA_2048) : Stream.of(KeyType.P256);
    return keys.map(
            key ->
                authority
                    .issue(LeafRequest.forLoopback(key, now))
                    .credential(NegotiationOptions.CRYPTO))
        .toList();
  }

  private TlsServer listen(TlsServer.Settings settings) throws CommandFailure {
    try {
      return TlsServer.start(new InetSocketAddress(port), settings);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--port %d: cannot listen: %s; choose another port, or 0 for any that is free"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Tells how connections go, and remembers how the first one ended. */
  private static final class FirstConnection implements ConnectionLog {
    private final PrintWriter err;
    private final ConnectionReport report;
    private final CompletableFuture<Boolean> succeeded = new CompletableFuture<>();

    FirstConnection(PrintWriter err, ConnectionReport report) {
      this.err = err;
      this.report = report;
    }

    @Override
    public void established(String peer, TlsStream stream) {
      say(peer, ConnectionSummary.of(stream).toString());
    }

    @Override
    public void ended(String peer, ConnectionSummary summary) {
      report.passed(peer, summary);
      succeeded.complete(true);
    }

    @Override
    public void failed(String peer, Optional<ConnectionSummary> summary, Exception reason) {
      say(peer, "failed: " + reason.getMessage());
      report.failed(peer, summary, reason);
      succeeded.complete(false);
    }

    private synchronized void say(String peer, String text) {
      err.println(peer + ": " + text);
      err.flush();
    }
  }
}
