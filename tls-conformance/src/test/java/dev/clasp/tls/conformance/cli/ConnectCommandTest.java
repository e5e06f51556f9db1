package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.net.Application;
import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemoryReplayGuard;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clasp connect} with our own server. */
class ConnectCommandTest {
  private static final CryptoProvider CRYPTO = NegotiationOptions.CRYPTO;
  private static final Instant NOW = Instant.now();
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.root(CRYPTO, KeyType.P256, "Known", NOW);
  private static final LeafRequest LEAF = LeafRequest.forLoopback(KeyType.P256, NOW);

  @TempDir private Path directory;
  private String ca = "";

  @BeforeEach
  void writeTheAuthority() throws IOException {
    ca = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.rootPem()).toString();
  }

  @Test
  void sendsItsInputAndPrintsTheAnswer() throws Exception {
    try (TlsServer server = serving(AUTHORITY.issue(LEAF))) {
      Invocation connect = Invocation.withInput("hello", "connect", at(server), "--ca", ca);

      assertEquals("hello", connect.out());
      assertEquals(
          "TLSv1.3, TLS_AES_128_GCM_SHA256, X25519MLKEM768, peer CN=localhost\n", connect.err());
      assertEquals(ExitCode.OK, connect.exitCode());
    }
  }

  @Test
  void resumesTheSessionInTheFile() throws Exception {
    InstantSource clock = InstantSource.system();
    ServerConfig config =
        ServerConfig.builder(
                CRYPTO, CredentialSelector.of(AUTHORITY.issue(LEAF).credential(CRYPTO)))
            .tickets(new TicketProtector(CRYPTO, TicketKeys.rotating(CRYPTO, clock), clock))
            .earlyData(
                new EarlyDataPolicy(
                    1000, InMemoryReplayGuard.forOwnTickets(9, clock), EarlyDataPolicy.WINDOW))
            .build();
    String file = directory.resolve("session").toString();
    try (TlsServer server =
        TlsServer.onLoopback(
            0,
            TlsServer.Settings.of(
                () -> TlsConnection.start(CRYPTO, Handshake.server(config)),
                ApplicationMode.ECHO))) {
      Invocation first =
          Invocation.withInput("hello", "connect", at(server), "--ca", ca, "--session", file);
      Invocation second =
          Invocation.withInput("hello", "connect", at(server), "--ca", ca, "--session", file);

      assertEquals("hellohello", first.out() + second.out(), second.err());
      assertTrue(second.err().contains(", resumed, peer CN=localhost"), second.err());

      String early = Files.writeString(directory.resolve("early"), "early").toString();
      Invocation third =
          Invocation.withInput(
              "hello", "connect", at(server), "--ca", ca, "--session", file, "--early-data", early);
      assertEquals("earlyhello", third.out(), third.err());
      assertTrue(third.err().contains("early data: 5 of 5 bytes sent"), third.err());
      assertTrue(third.err().contains(", resumed, early data accepted, "), third.err());
    }
  }

  @Test
  void namesASessionFileThatIsNone() throws Exception {
    Path file = Files.writeString(directory.resolve("session"), "hello\n");

    Invocation connect =
        Invocation.of("connect", "localhost:1", "--insecure", "--session", file.toString());

    assertEquals(ExitCode.USAGE, connect.exitCode());
    assertTrue(connect.err().contains("is no session that this command wrote"), connect.err());
  }

  @Test
  void refusesAnUnknownAuthority() throws Exception {
    CertificateAuthority other = CertificateAuthority.root(CRYPTO, KeyType.P256, "Other", NOW);
    try (TlsServer server = serving(other.issue(LEAF))) {
      assertRefused(Invocation.of("connect", at(server), "--ca", ca), "");
    }
  }

  @Test
  void refusesAnAuthorityThatJavaDoesNotKnow() throws Exception {
    try (TlsServer server = serving(AUTHORITY.issue(LEAF))) {
      assertRefused(Invocation.of("connect", at(server)), "");
    }
  }

  @Test
  void refusesAnExpiredCertificate() throws Exception {
    LeafRequest expired =
        LEAF.withValidity(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
    try (TlsServer server = serving(AUTHORITY.issue(expired))) {
      assertRefused(Invocation.of("connect", at(server), "--ca", ca), ": expired ");
    }
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    LeafRequest other = LEAF.withNames(List.of("other.example"));
    try (TlsServer server = serving(AUTHORITY.issue(other))) {
      assertRefused(Invocation.of("connect", at(server), "--ca", ca), "other.example");
    }
  }

  @Test
  void provesTheNameItIsTold() throws Exception {
    LeafRequest other = LEAF.withNames(List.of("other.example"));
    try (TlsServer server = serving(AUTHORITY.issue(other))) {
      Invocation connect =
          Invocation.of("connect", at(server), "--ca", ca, "--name", "other.example");

      assertEquals(ExitCode.OK, connect.exitCode(), connect.err());
    }
  }

  @Test
  void acceptsAnythingWhenToldTo() throws Exception {
    CertificateAuthority other = CertificateAuthority.root(CRYPTO, KeyType.P256, "Other", NOW);
    LeafRequest expired =
        LEAF.withNames(List.of("other.example"))
            .withValidity(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
    try (TlsServer server = serving(other.issue(expired))) {
      Invocation connect = Invocation.withInput("hi", "connect", at(server), "--insecure");

      assertEquals("hi", connect.out(), connect.err());
      assertEquals(ExitCode.OK, connect.exitCode());
    }
  }

  @Test
  void offersWhatItIsTold() throws Exception {
    try (TlsServer server = serving(AUTHORITY.issue(LEAF))) {
      Invocation connect =
          Invocation.of(
              "connect",
              at(server),
              "--ca",
              ca, //
              "--suites",
              "tls_chacha20_poly1305_sha256", //
              "--groups",
              "secp384r1");

      assertTrue(
          connect.err().startsWith("TLSv1.3, TLS_CHACHA20_POLY1305_SHA256, secp384r1"),
          connect.err());
    }
  }

  @Test
  void sendsItsCertificate() throws Exception {
    IssuedCertificate.Location own = AUTHORITY.issue(LEAF).writeTo(directory, "own");
    ServerConfig config =
        config(AUTHORITY.issue(LEAF))
            .clientAuthentication(
                ClientAuthentication.NEEDED,
                TrustStore.of(Certificate.parse(AUTHORITY.rootCertificate())))
            .build();
    try (TlsServer server = serving(config, ApplicationMode.ECHO)) {
      Invocation connect =
          Invocation.withInput(
              "hello",
              "connect",
              at(server),
              "--ca",
              ca, //
              "--cert",
              own.chain().toString(),
              "--key",
              own.key().toString());

      assertEquals("hello", connect.out(), connect.err());
    }
  }

  @Test
  void refusesAKeyThatIsNotTheCertificates() throws Exception {
    IssuedCertificate.Location one = AUTHORITY.issue(LEAF).writeTo(directory, "one");
    IssuedCertificate.Location two =
        AUTHORITY.issue(LeafRequest.forLoopback(KeyType.ED25519, NOW)).writeTo(directory, "two");

    Invocation connect =
        Invocation.of(
            "connect",
            "localhost:1",
            "--ca",
            ca, //
            "--cert",
            one.chain().toString(),
            "--key",
            two.key().toString());

    assertEquals(ExitCode.USAGE, connect.exitCode());
    assertTrue(
        connect
            .err()
            .startsWith(
                "clasp: %s: not the key of the certificate in %s"
                    .formatted(two.key(), one.chain())),
        connect.err());
  }

  @Test
  void tellsThatTheServerRefused() throws Exception {
    ServerConfig config =
        config(AUTHORITY.issue(LEAF)).suites(List.of(Suite13.TLS_AES_256_GCM_SHA384)).build();
    try (TlsServer server = serving(config, ApplicationMode.ECHO)) {
      Invocation connect =
          Invocation.of("connect", at(server), "--ca", ca, "--suites", "TLS_AES_128_GCM_SHA256");

      assertEquals(
          "clasp: %s: refused us: peer sent alert handshake_failure (RFC 9846 §6.2)\n"
              .formatted(at(server)),
          connect.err());
      assertEquals(ExitCode.FAILED, connect.exitCode());
    }
  }

  @Test
  void tellsThatTheConnectionBroke() throws Exception {
    AtomicReference<TlsServer> itself = new AtomicReference<>();
    Application leaving = stream -> itself.get().close(); // without close_notify
    try (TlsServer server = serving(config(AUTHORITY.issue(LEAF)).build(), leaving)) {
      itself.set(server);

      Invocation connect = Invocation.of("connect", at(server), "--ca", ca);

      assertTrue(
          connect.err().contains("clasp: %s: the connection broke: ".formatted(at(server))),
          connect.err());
      assertEquals(ExitCode.FAILED, connect.exitCode());
    }
  }

  @Test
  void namesAClosedPort() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }

    Invocation connect = Invocation.of("connect", "127.0.0.1:" + port, "--ca", ca);

    assertEquals(ExitCode.USAGE, connect.exitCode());
    assertEquals(
        "clasp: 127.0.0.1:%d: cannot connect: Connection refused; is a server listening there?\n"
            .formatted(port),
        connect.err());
  }

  @Test
  void logsKeys() throws Exception {
    Path log = directory.resolve("keys.log");
    try (TlsServer server = serving(AUTHORITY.issue(LEAF))) {
      Invocation.of("connect", at(server), "--ca", ca, "--keylog", log.toString());
    }

    List<String> labels = Files.readAllLines(log).stream().map(line -> line.split(" ")[0]).toList();
    assertTrue(
        labels.containsAll(
            List.of(
                "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                "CLIENT_TRAFFIC_SECRET_0",
                "SERVER_TRAFFIC_SECRET_0")),
        labels::toString);
  }

  @Test
  void reportsAsJson() throws Exception {
    Path file = directory.resolve("report.json");
    try (TlsServer server = serving(AUTHORITY.issue(LEAF))) {
      Invocation.of("connect", at(server), "--ca", ca, "--json", file.toString());

      JsonNode report = new ObjectMapper().readTree(file.toFile());
      assertEquals("clasp-connect/1", report.path("format").textValue());
      assertEquals(1, report.path("passed").intValue());
      assertEquals(0, report.path("failed").intValue());
      JsonNode negotiated = report.at("/connections/0/negotiated");
      assertEquals("TLSv1.3", negotiated.path("version").textValue());
      assertEquals("X25519MLKEM768", negotiated.path("group").textValue());
      assertEquals(at(server), report.at("/connections/0/peer").textValue());
    }
  }

  @Test
  void reportsARefusalAsJsonWithAlertAndClause() throws Exception {
    LeafRequest other = LEAF.withNames(List.of("other.example"));
    try (TlsServer server = serving(AUTHORITY.issue(other))) {
      Invocation connect = Invocation.of("connect", at(server), "--ca", ca, "--json", "-");

      JsonNode report = new ObjectMapper().readTree(connect.out());
      assertEquals(1, report.path("failed").intValue());
      JsonNode failure = report.at("/connections/0/failure");
      assertEquals("bad_certificate", failure.path("alertSent").textValue());
      assertEquals("RFC 9846 §4.5.1.2", failure.path("clause").textValue());
      assertEquals(ExitCode.FAILED, connect.exitCode());
    }
  }

  private static void assertRefused(Invocation connect, String detail) {
    assertTrue(
        connect.err().matches("clasp: \\S+: we refuse its certificate: .*\\R"), connect.err());
    assertTrue(connect.err().contains(detail), connect.err());
    assertEquals(ExitCode.FAILED, connect.exitCode());
    assertEquals("", connect.out());
  }

  private static String at(TlsServer server) {
    return "127.0.0.1:" + server.port();
  }

  private static ServerConfig.Builder config(IssuedCertificate certificate) {
    return ServerConfig.builder(CRYPTO, CredentialSelector.of(certificate.credential(CRYPTO)));
  }

  private static TlsServer serving(IssuedCertificate certificate) throws IOException {
    return serving(config(certificate).build(), ApplicationMode.ECHO);
  }

  private static TlsServer serving(ServerConfig config, Application application)
      throws IOException {
    return TlsServer.onLoopback(
        0,
        TlsServer.Settings.of(
            () -> TlsConnection.start(CRYPTO, Handshake.server(config)), application));
  }
}
