package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clasp serve} with our own client. */
class ServeCommandTest {
  private static final Instant NOW = Instant.now();
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.root(NegotiationOptions.CRYPTO, KeyType.P256, "Known", NOW);

  @TempDir private Path directory;

  @Test
  void makesACertificateForLocalhostAndPrintsItsAuthority() throws Exception {
    Running serve = Running.start("serve", "--port", "0", "--once", "--app", "echo");

    Invocation connect =
        Invocation.withInput(
            "hello", "connect", serve.at("localhost"), "--ca", serve.printed("CA (\\S+)"));

    assertEquals("hello", connect.out(), connect.err());
    assertEquals(ExitCode.OK, serve.exitCode());
    assertTrue(
        serve.err().contains("TLSv1.3, TLS_AES_128_GCM_SHA256, X25519MLKEM768, SNI localhost"),
        serve.err());
  }

  @Test
  void answersHttpRequestsWithWhatWasNegotiated() throws Exception {
    Running serve = Running.start("serve", "--port", "0", "--once", "--alpn", "http/1.1");

    Invocation connect =
        Invocation.withInput(
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "connect",
            serve.at("localhost"),
            "--ca",
            serve.printed("CA (\\S+)"), //
            "--alpn",
            "h2,http/1.1");

    assertTrue(connect.out().startsWith("HTTP/1.1 200 OK\r\n"), connect.out());
    assertTrue(connect.out().contains("ALPN http/1.1"), connect.out());
  }

  @Test
  void reportsAsJson() throws Exception {
    Path file = directory.resolve("report.json");
    Running serve = Running.start("serve", "--port", "0", "--once", "--json", file.toString());

    Invocation.of("connect", serve.at("localhost"), "--ca", serve.printed("CA (\\S+)"));
    serve.exitCode();

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertEquals("clasp-serve/1", report.path("format").textValue());
    assertEquals(1, report.path("passed").intValue());
    assertEquals("localhost", report.at("/connections/0/negotiated/serverName").textValue());
  }

  @Test
  void choosesAmongSeveralCertificates() throws Exception {
    IssuedCertificate.Location rsa = files(KeyType.RSA_2048);
    IssuedCertificate.Location ed25519 = files(KeyType.ED25519);
    Running serve =
        Running.start(
            "serve",
            "--port",
            "0",
            "--once",
            "--app",
            "silent", //
            "--cert",
            rsa.chain().toString(),
            "--key",
            rsa.key().toString(), //
            "--cert",
            ed25519.chain().toString(),
            "--key",
            ed25519.key().toString());

    Invocation connect =
        Invocation.of("connect", serve.at("localhost"), "--insecure", "--schemes", "ed25519");

    assertEquals(ExitCode.OK, connect.exitCode(), connect.err());
  }

  @Test
  void demandsAClientCertificate() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.rootPem());
    Running serve =
        Running.start(
            "serve", "--port", "0", "--once", "--client-auth", "need", "--ca", ca.toString());

    Invocation connect = Invocation.of("connect", serve.at("localhost"), "--insecure");

    assertTrue(connect.err().contains("certificate_required"), connect.err());
    assertEquals(ExitCode.FAILED, connect.exitCode());
    assertEquals(ExitCode.FAILED, serve.exitCode());
    assertTrue(serve.err().contains("failed: "), serve.err());
  }

  @Test
  void retriesWithoutState() throws Exception {
    Running serve =
        Running.start(
            "serve", "--port", "0", "--once", "--stateless-retry", "--groups", "secp384r1");

    Invocation connect =
        Invocation.withInput(
            "GET / HTTP/1.0\r\n\r\n", "connect", serve.at("localhost"), "--insecure");

    assertTrue(connect.out().contains("secp384r1, after HelloRetryRequest"), connect.out());
    assertEquals(ExitCode.OK, serve.exitCode());
  }

  @Test
  void asksForAClientCertificateLater() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.rootPem());
    IssuedCertificate.Location client = files(KeyType.ED25519);
    Running serve =
        Running.start(
            "serve", "--port", "0", "--once", "--client-auth", "later", "--ca", ca.toString());

    Invocation connect =
        Invocation.withInput(
            "GET / HTTP/1.0\r\n\r\n",
            "connect",
            serve.at("localhost"),
            "--insecure",
            "--post-handshake-auth",
            "--cert",
            client.chain().toString(),
            "--key",
            client.key().toString());

    assertTrue(connect.out().contains(", peer CN=localhost"), connect.out());
    assertEquals(ExitCode.OK, serve.exitCode());
  }

  @Test
  void doesNotAskWhoDoesNotOffer() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.rootPem());
    Running serve =
        Running.start(
            "serve", "--port", "0", "--once", "--client-auth", "later", "--ca", ca.toString());

    Invocation connect =
        Invocation.withInput(
            "GET / HTTP/1.0\r\n\r\n", "connect", serve.at("localhost"), "--insecure");

    assertTrue(connect.out().contains("200 OK"), connect.out());
    assertFalse(connect.out().contains(", peer "), connect.out());
    assertEquals(ExitCode.OK, serve.exitCode());
  }

  @Test
  void sharesAKeyWithTheClient() throws Exception {
    String psk = "cli:" + "00ff".repeat(16);
    Running serve = Running.start("serve", "--port", "0", "--once", "--app", "echo", "--psk", psk);

    Invocation connect =
        Invocation.withInput("hello", "connect", serve.at("localhost"), "--psk", psk);

    assertEquals("hello", connect.out(), connect.err());
    assertTrue(connect.err().contains(", PSK cli"), connect.err());
    assertEquals(ExitCode.OK, serve.exitCode());
  }

  @Test
  void namesAKeyThatIsNone() {
    Invocation serve = Invocation.of("serve", "--port", "0", "--psk", "cli:xyz");

    assertEquals(ExitCode.USAGE, serve.exitCode());
    assertTrue(serve.err().contains("the key of 'cli' is not hexadecimal"), serve.err());
  }

  @Test
  void failsOnceWhenThePeerSpeaksNoTls() throws Exception {
    Running serve = Running.start("serve", "--port", "0", "--once");

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), serve.port())) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes("US-ASCII"));
      assertEquals(ExitCode.FAILED, serve.exitCode());
    }
  }

  @Test
  void namesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Invocation serve = Invocation.of("serve", "--port", String.valueOf(taken.getLocalPort()));

      assertEquals(ExitCode.USAGE, serve.exitCode());
      assertTrue(
          serve
              .err()
              .startsWith("clasp: --port %d: cannot listen: ".formatted(taken.getLocalPort())),
          serve.err());
    }
  }

  @Test
  void namesAPortThatIsNone() {
    Invocation serve = Invocation.of("serve", "--port", "65536");

    assertEquals(ExitCode.USAGE, serve.exitCode());
    assertTrue(serve.err().startsWith("clasp: --port 65536: cannot listen: "), serve.err());
  }

  @Test
  void needsToKnowWhomToAskForCertificates() {
    Invocation serve = Invocation.of("serve", "--port", "0", "--client-auth", "want");

    assertEquals("clasp: --client-auth want needs --ca FILE\n", serve.err());
    assertEquals(ExitCode.USAGE, serve.exitCode());
  }

  @Test
  void refusesAnAuthorityItWouldNotUse() {
    Invocation serve = Invocation.of("serve", "--port", "0", "--ca", "x.pem");

    assertEquals(
        "clasp: --ca is for --client-auth want, need or later; give one of them\n", serve.err());
    assertEquals(ExitCode.USAGE, serve.exitCode());
  }

  @Test
  void refusesMoreKeysThanCertificates() {
    Invocation serve =
        Invocation.of("serve", "--port", "0", "--cert", "a", "--key", "a", "--key", "b");

    assertTrue(serve.err().startsWith("clasp: 1 --cert and 2 --key; "), serve.err());
    assertEquals(ExitCode.USAGE, serve.exitCode());
  }

  @Test
  void namesABrokenCertificate() throws Exception {
    Path broken =
        Files.writeString(
            directory.resolve("broken.pem"),
            "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");

    Invocation serve = Invocation.of("serve", "--port", "0", "--cert", broken.toString());

    assertTrue(serve.err().startsWith("clasp: " + broken + ": certificate 1 is broken: "));
    assertEquals(1, serve.err().lines().count());
    assertEquals(ExitCode.USAGE, serve.exitCode());
  }

  private IssuedCertificate.Location files(KeyType keyType) {
    return AUTHORITY
        .issue(LeafRequest.forLoopback(keyType, NOW))
        .writeTo(directory, keyType.toString());
  }

  /** A command that runs in a thread of its own until it ends by itself. */
  static final class Running {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    static Running start(String... arguments) {
      Running running = new Running();
      Thread thread = new Thread(() -> running.run(List.of(arguments)), "clasp serve");
      thread.setDaemon(true);
      thread.start();
      return running;
    }

    private void run(List<String> arguments) {
      PrintWriter telling =
          new PrintWriter(out, true) {
            @Override
            public void println(String line) {
              super.println(line);
              if (line.startsWith("listening")) {
                listening.complete(null);
              }
            }
          };
      try {
        int exitCode =
            Main.commandLine(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())
                .setOut(telling)
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(new String[0]));
        ended.complete(exitCode);
      } finally {
        listening.completeExceptionally(new AssertionError(err.toString()));
      }
    }

    int port() throws Exception {
      return Integer.parseInt(printed("listening on port (\\d+)"));
    }

    String at(String host) throws Exception {
      return host + ":" + port();
    }

    /** What it printed once it listens, by a pattern with one group. */
    String printed(String regex) throws Exception {
      listening.get(10, TimeUnit.SECONDS);
      Matcher matcher = Pattern.compile(regex).matcher(out.toString());
      assertTrue(matcher.find(), out::toString);
      return matcher.group(1);
    }

    int exitCode() throws Exception {
      return ended.get(10, TimeUnit.SECONDS);
    }

    String err() {
      return err.toString();
    }
  }
}
