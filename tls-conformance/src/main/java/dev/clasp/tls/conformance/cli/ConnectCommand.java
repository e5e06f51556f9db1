package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.conformance.pki.PemFiles;
import dev.clasp.tls.conformance.pki.UnusableFile;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.jca.KeyStores;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clasp connect}: a TLS client for tests. */
@Command(
    name = "connect",
    description = {
      "Connects to a TLS server: standard input goes to it, what it sends to standard output.",
      "The end of the input closes our direction; the command ends when the server closes its own.",
      "What was negotiated is told on standard error."
    },
    footer = {
      "",
      "Example: what a web server answers, trusting the CAs that Java trusts:",
      "  printf 'GET / HTTP/1.0\\r\\n\\r\\n' | clasp connect example.com:443"
    })
final class ConnectCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(10); // to connect, and to shake hands
  private static final int BUFFER_LENGTH = 1 << 14; // bytes: the content of a full record

  private final InputStream in;
  private final OutputStream out;

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls us
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "The server, such as localhost:4433 or [::1]:4433.")
  private HostAndPort server = new HostAndPort("", 0); // always replaced: the parameter is required

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

  @Option(
      names = "--session",
      paramLabel = "FILE",
      description = {
        "Resume the session in the file, if it has one, and keep the newest there.",
        "The file holds its key in the clear."
      })
  private Optional<Path> session = Optional.empty();

  @Option(
      names = "--early-data",
      paramLabel = "FILE",
      description = {
        "Send the content of the file as early data, if the session allows it (0-RTT).",
        "It can be replayed. If the server rejects it, it is not sent again."
      })
  private Optional<Path> earlyData = Optional.empty();

  @Option(
      names = "--post-handshake-auth",
      description =
          "Let the server ask for the --cert behind the handshake (TLS 1.3); without one we decline."
              + " As it may ask until it closes, the end of the input does not close our direction.")
  private boolean postHandshakeAuthentication;

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Mixin private NegotiationOptions negotiation = new NegotiationOptions();

  @Mixin private ConnectionReport report = new ConnectionReport();

  ConnectCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    ClientConfig config = config();
    byte[] early = earlyContent();
    ReferenceIdentity identity = identity();
    Optional<ConnectionSummary> summary = Optional.empty();
    try (Socket socket = Dial.to(server, DEADLINE);
        TlsStream stream =
            new TlsStream(
                socket, TlsConnection.start(config.crypto(), Handshake.client(config, identity)))) {
      if (early.length > 0) {
        tellEarly(stream.writeEarly(early), early.length);
      }
      stream.handshake(DEADLINE);
      summary = Optional.of(ConnectionSummary.of(stream));
      tell(summary.get());
      exchange(stream);
      report.passed(server.toString(), summary.get());
      return ExitCode.OK;
    } catch (IOException | TlsException e) {
      report.failed(server.toString(), summary, e);
      throw summary.isPresent() ? broken(e) : handshakeFailed(e);
    } finally {
      report.write("connect", spec.commandLine().getOut());
    }
  }

  private byte[] earlyContent() throws CommandFailure {
    if (earlyData.isEmpty()) {
      return new byte[0];
    }
    if (session.isEmpty()) {
      throw CommandFailure.usage("--early-data needs --session FILE with a session to resume");
    }
    try {
      return Files.readAllBytes(earlyData.get());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--early-data %s: cannot be read: %s".formatted(earlyData.get(), e.getMessage()),
          e);
    }
  }

  private void tellEarly(int sent, int length) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("early data: %d of %d bytes sent".formatted(sent, length));
    err.flush();
  }

  private void tell(ConnectionSummary summary) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(summary);
    err.flush();
  }

  private ClientConfig config() throws CommandFailure, UnusableFile {
    ClientConfig.Builder builder =
        ClientConfig.builder(NegotiationOptions.CRYPTO)
            .credentials(CredentialSelector.of(credentials.read()))
            .sessions(SessionFile.open(session))
            .keyLog(KeyLogFile.open(negotiation.keyLog()));
    negotiation.applyTo(builder);
    if (earlyData.isPresent()) {
      builder.offerEarlyData();
    }
    if (postHandshakeAuthentication) {
      builder.offerPostHandshakeAuthentication();
    }
    if (trust.insecure) {
      return builder.dangerous().acceptAnyCertificate().build();
    }
    return builder.trust(anchors()).build();
  }

  private TrustStore anchors() throws CommandFailure, UnusableFile {
    return trust.authorities.isPresent()
        ? TrustStore.of(PemFiles.certificates(trust.authorities.get()))
        : javaAnchors();
  }

  /** The CAs that this Java trusts. */
  static TrustStore javaAnchors() throws CommandFailure {
    Path javaHome = Path.of(System.getProperty("java.home"));
    try {
      return KeyStores.ofJdk(javaHome);
    } catch (GeneralSecurityException | IOException | DerException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the CAs of the Java in %s cannot be read: %s; give the CAs to trust with --ca FILE"
              .formatted(javaHome, e.getMessage()),
          e);
    }
  }

  private ReferenceIdentity identity() throws CommandFailure {
    String wanted = name.orElse(server.host());
    try {
      return ReferenceIdentity.of(wanted);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "'%s' is neither a host name nor an IP address".formatted(wanted), e);
    }
  }

  private CommandFailure handshakeFailed(Exception reason) {
    if (reason instanceof SocketTimeoutException) {
      return failure(ExitCode.INCONCLUSIVE, "does not answer: %s", reason);
    }
    if (reason instanceof CertificateRejected) {
      return failure(
          ExitCode.FAILED,
          "we refuse its certificate: %s; see --ca, --name and --insecure",
          reason);
    }
    return failure(
        ExitCode.FAILED,
        reason instanceof PeerAlert ? "refused us: %s" : "handshake failed: %s",
        reason);
  }

  private CommandFailure broken(Exception reason) {
    return failure(ExitCode.FAILED, "the connection broke: %s", reason);
  }

  private CommandFailure failure(int exitCode, String what, Exception reason) {
    return new CommandFailure(
        exitCode, server + ": " + what.formatted(reason.getMessage()), reason);
  }

  /** Copies both ways until the server closes. */
  private void exchange(TlsStream stream) throws IOException, TlsException {
    Thread sender = new Thread(() -> send(stream), "clasp-connect-sender");
    sender.setDaemon(true); // standard input cannot be interrupted
    sender.start();
    byte[] buffer = new byte[BUFFER_LENGTH];
    for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      out.write(buffer, 0, length);
      out.flush();
    }
  }

  private void send(TlsStream stream) {
    byte[] buffer = new byte[BUFFER_LENGTH];
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        stream.write(buffer, 0, length);
      }
      if (!postHandshakeAuthentication) {
        stream.closeOutput(); // behind it nothing could be answered any more
      }
    } catch (TlsException | IOException e) {
      // The reading side meets the same end and reports it.
    }
  }
}
