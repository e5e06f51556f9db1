package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.NamedGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code clasp explain} with our own server, in memory and on loopback, and with worse ones. */
class ExplainCommandTest {
  private static final CryptoProvider CRYPTO = NegotiationOptions.CRYPTO;
  private static final Instant NOW = Instant.now();
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.root(CRYPTO, KeyType.P256, "Known", NOW);

  @TempDir private Path directory;
  private String ca = "";

  @BeforeEach
  void writeTheAuthority() throws IOException {
    ca = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.rootPem()).toString();
  }

  @Test
  void tellsTheMessagesOfBothSidesInOrder() throws IOException {
    JsonNode story = story(Invocation.of("explain", "--self", "--json", "-"));

    assertEquals(
        List.of(
            "client ClientHello",
            "server ServerHello",
            "server change_cipher_spec",
            "server EncryptedExtensions",
            "server Certificate",
            "server CertificateVerify",
            "server Finished",
            "client change_cipher_spec",
            "client Finished",
            "client application_data",
            "server application_data",
            "client alert",
            "server alert"),
        spoken(story).stream().filter(line -> !line.contains("NewSessionTicket")).toList());
  }

  @Test
  void tellsAHelloRetryRequestAndAClientCertificate() throws IOException {
    JsonNode story =
        story(Invocation.of("explain", "--self", "--retry", "--client-cert", "--json", "-"));

    List<String> spoken = spoken(story);
    assertEquals("full handshake with a HelloRetryRequest", story.path("kind").asText());
    assertEquals(List.of("client ClientHello", "server HelloRetryRequest"), spoken.subList(0, 2));
    assertTrue(
        spoken.containsAll(
            List.of("server CertificateRequest", "client Certificate", "client CertificateVerify")),
        spoken::toString);
  }

  /** Every check is computed again from the messages; in a sound handshake each one holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--self",
        "--self --retry --client-cert",
        "--self --resume",
        "--self --tls 1.2",
        "--self --tls 1.2 --client-cert --resume",
        "--self --tls 1.2 --legacy",
        "--self --tls 1.2 --legacy --suites TLS_RSA_WITH_AES_128_CBC_SHA --client-cert --resume",
        "--self --tls 1.2 --legacy --suites TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
        "--self --tls 1.2 --legacy --suites TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "--self --tls 1.2 --suites TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256 --psk shared:0011223344",
        "--self --tls 1.2 --legacy --suites TLS_RSA_PSK_WITH_AES_128_GCM_SHA256 --psk shared:0011",
        "--self --psk shared:00112233445566778899aabbccddeeff",
        "--self --suites TLS_AES_256_GCM_SHA384 --groups secp256r1",
        "--self --suites TLS_CHACHA20_POLY1305_SHA256 --groups x25519 --alpn h2"
      })
  void checksHoldInASoundHandshake(String options) throws IOException {
    Invocation explain = Invocation.of(("explain " + options + " --json -").split(" "));

    JsonNode handshakes = new ObjectMapper().readTree(explain.out()).path("handshakes");
    List<JsonNode> checks = handshakes.findValues("checks");
    long count =
        checks.stream()
            .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
            .peek(check -> assertTrue(check.path("held").asBoolean(), check::toString))
            .count();
    assertTrue(count >= 12, () -> "only " + count + " checks");
    for (JsonNode story : handshakes) {
      List<String> keys = story.findValuesAsText("keys");
      assertTrue(
          keys.containsAll(
              options.contains("1.2")
                  ? List.of("Main secret and keys")
                  : List.of("Handshake keys", "Application keys")),
          keys::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--self --retry --client-cert",
        "--self --psk shared:00112233445566778899aabbccddeeff",
        "--self --tls 1.2 --client-cert --resume",
        "--self --tls 1.2 --legacy --client-cert --resume",
        "--self --tls 1.2 --legacy --suites TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "--self --tls 1.2 --legacy --suites TLS_DHE_PSK_WITH_AES_128_GCM_SHA256 --psk shared:0011",
        "--self --tls 1.2 --legacy --suites TLS_RSA_PSK_WITH_AES_128_GCM_SHA256 --psk shared:0011"
      })
  void namesEveryByteOfEveryMessage(String options) throws IOException {
    Invocation explain = Invocation.of(("explain " + options + " --json -").split(" "));

    JsonNode handshakes = new ObjectMapper().readTree(explain.out()).path("handshakes");
    List<JsonNode> messages = new ArrayList<>();
    handshakes.forEach(story -> messages.addAll(messages(story)));
    assertTrue(messages.size() >= 10, () -> explain.err());
    for (JsonNode message : messages) {
      StringBuilder joined = new StringBuilder();
      for (JsonNode field : message.path("fields")) {
        joined.append(field.path("bytes").asText());
        String path = field.path("path").asText();
        assertFalse(path.endsWith(".body"), path);
        assertFalse(field.path("meaning").asText().startsWith("Not known"), path);
        assertTrue(field.path("clause").asText().matches("RFC \\d{4} §[0-9A-Z.]+"), path);
      }
      assertEquals(
          message.path("bytes").asText(), joined.toString(), message.path("name").asText());
      for (JsonNode record : message.path("records")) {
        StringBuilder wire = new StringBuilder();
        record.path("fields").forEach(field -> wire.append(field.path("bytes").asText()));
        assertEquals(record.path("bytes").asText(), wire.toString());
      }
    }
  }

  @Test
  void saysWhatBecameOfTheEightSteps() throws IOException {
    JsonNode steps = story(Invocation.of("explain", "--self", "--json", "-")).path("classicSteps");

    assertEquals(
        List.of("here", "here", "here", "gone", "gone", "gone", "gone", "here"),
        steps.findValuesAsText("fate"));
  }

  /** The origin of the project: the classic handshake with a premaster secret under an RSA key. */
  @Test
  void tellsTheClassicHandshakeStepByStep() throws IOException {
    JsonNode story =
        story(Invocation.of("explain", "--self", "--tls", "1.2", "--legacy", "--json", "-"));

    assertEquals(
        List.of(
            "client ClientHello",
            "server ServerHello",
            "server Certificate",
            "server ServerHelloDone",
            "client ClientKeyExchange",
            "client change_cipher_spec",
            "client Finished",
            "server change_cipher_spec",
            "server Finished",
            "client application_data",
            "server application_data",
            "client alert",
            "server alert"),
        spoken(story));
    assertEquals("RSA key transport", story.path("negotiated").path("key exchange").asText());
    assertEquals(
        List.of("here", "here", "here", "skipped", "here", "here", "here", "here"),
        story.path("classicSteps").findValuesAsText("fate"));
    assertTrue(
        story.findValuesAsText("path").contains("ClientKeyExchange.EncryptedPreMasterSecret"));
  }

  @Test
  void tellsAllEightStepsWhereTheCertificateDoesNotSuffice() throws IOException {
    JsonNode story = story(Invocation.of("explain", "--self", "--tls", "1.2", "--json", "-"));

    assertEquals(
        List.of("here", "here", "here", "here", "here", "here", "here", "here"),
        story.path("classicSteps").findValuesAsText("fate"));
    assertTrue(
        story
            .findValuesAsText("path")
            .containsAll(
                List.of(
                    "ServerKeyExchange.params.public",
                    "ServerKeyExchange.signed_params.signature",
                    "ClientKeyExchange.ecdh_Yc")));
  }

  @Test
  void resumesTheSessionOfTheFirstHandshake() throws IOException {
    Invocation explain = Invocation.of("explain", "--self", "--resume", "--json", "-");

    JsonNode handshakes = new ObjectMapper().readTree(explain.out()).path("handshakes");
    assertEquals(List.of("full handshake", "resumption"), handshakes.findValuesAsText("kind"));
    List<String> spoken = spoken(handshakes.path(1));
    assertFalse(spoken.contains("server Certificate"), spoken::toString);
    assertTrue(
        handshakes
            .path(1)
            .findValuesAsText("rule")
            .contains("the binder proves that the client has the pre-shared key"));
    assertTrue(handshakes.path(0).findValuesAsText("keys").contains("The keys of the tickets"));
    assertEquals("skipped", handshakes.path(1).path("classicSteps").path(2).path("fate").asText());
  }

  @Test
  void showsSecretsOnlyWhenAsked() throws IOException {
    Path keyLog = directory.resolve("keys.log");
    Path page = directory.resolve("page.html");
    String[] quiet = {
      "explain", "--self", "--keylog", keyLog.toString(), "--html", page.toString(), "--json", "-"
    };

    Invocation explain = Invocation.of(quiet);

    List<String> secrets =
        Files.readAllLines(keyLog).stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList();
    assertEquals(5, secrets.size());
    String told =
        explain.out() + explain.err() + Files.readString(page).replaceAll("(?<=[0-9a-f]{2}) ", "");
    secrets.forEach(secret -> assertFalse(told.contains(secret), secret));
  }

  @Test
  void showsTheSecretsOfTheKeyLogWhenAsked() throws IOException {
    Path keyLog = directory.resolve("keys.log");

    Invocation explain =
        Invocation.of("explain", "--self", "--secrets", "--keylog", keyLog.toString());

    for (String line : Files.readAllLines(keyLog)) {
      String secret = line.substring(line.lastIndexOf(' ') + 1);
      assertTrue(explain.out().contains(secret), line);
    }
  }

  @Test
  void explainsAServerOnTheNetwork() throws Exception {
    try (TlsServer server = serving(AUTHORITY)) {
      Invocation explain = Invocation.of("explain", "localhost:" + server.port(), "--ca", ca);

      assertEquals(ExitCode.OK, explain.exitCode(), explain::err);
      assertTrue(explain.out().startsWith("TLS 1.3 with localhost:" + server.port()), explain::out);
    }
  }

  @Test
  void showsTheStepInWhichACertificateIsRefused() throws Exception {
    CertificateAuthority unknown = CertificateAuthority.root(CRYPTO, KeyType.P256, "Other", NOW);
    try (TlsServer server = serving(unknown)) {
      Invocation explain =
          Invocation.of("explain", "localhost:" + server.port(), "--ca", ca, "--json", "-");

      JsonNode failure = story(explain).path("failure");
      assertAll(
          () -> assertEquals(ExitCode.FAILED, explain.exitCode()),
          () -> assertEquals(3, failure.path("step").asInt()),
          () -> assertEquals("client", failure.path("endedBy").asText()),
          () -> assertTrue(failure.path("reason").asText().contains("unknown_ca")),
          () -> assertTrue(failure.path("help").asText().contains("--ca")));
    }
  }

  /** With {@code --insecure} nothing is claimed of the chain. */
  @Test
  void claimsNothingOfACertificateThatWasNotChecked() throws Exception {
    CertificateAuthority unknown = CertificateAuthority.root(CRYPTO, KeyType.P256, "Other", NOW);
    try (TlsServer server = serving(unknown)) {
      Invocation explain =
          Invocation.of("explain", "localhost:" + server.port(), "--insecure", "--json", "-");

      assertEquals(ExitCode.OK, explain.exitCode());
      assertFalse(explain.out().contains("leads to a CA that we trust"));
    }
  }

  @Test
  void showsTheStepInWhichTheServerRefuses() throws Exception {
    try (TlsServer server = serving(AUTHORITY)) {
      Invocation explain =
          Invocation.of(
              "explain",
              "localhost:" + server.port(),
              "--ca",
              ca,
              "--groups",
              "ffdhe2048",
              "--json",
              "-");

      JsonNode failure = story(explain).path("failure");
      assertAll(
          () -> assertEquals(ExitCode.FAILED, explain.exitCode()),
          () -> assertEquals(2, failure.path("step").asInt()),
          () -> assertEquals("server", failure.path("endedBy").asText()),
          () ->
              assertEquals(
                  "The server refused with the alert handshake_failure",
                  failure.path("reason").asText()));
    }
  }

  /** What did not come is the ServerHello, be it the answer to the first or the second hello. */
  @Test
  void showsTheStepInWhichAServerOfTls12Refuses() throws Exception {
    try (TlsServer server = serving(AUTHORITY)) {
      Invocation explain =
          Invocation.of(
              "explain",
              "localhost:" + server.port(),
              "--ca",
              ca,
              "--suites",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "--json",
              "-");

      JsonNode story = story(explain);
      assertAll(
          () -> assertEquals(ExitCode.FAILED, explain.exitCode()),
          () -> assertEquals("TLS 1.2", story.path("version").asText()),
          () -> assertEquals(2, story.path("failure").path("step").asInt()),
          () -> assertEquals("failed", story.path("classicSteps").path(1).path("fate").asText()));
    }
  }

  @Test
  void tellsAKeyFromOutsideFromAResumption() throws IOException {
    JsonNode story =
        story(
            Invocation.of(
                "explain",
                "--self",
                "--tls",
                "1.3",
                "--psk",
                "shared:00112233445566778899aabbccddeeff",
                "--json",
                "-"));

    assertEquals("handshake with a pre-shared key", story.path("kind").asText());
    assertEquals(
        "Not needed: the pre-shared key proves who the server is. Only those who were given it"
            + " have it.",
        story.path("classicSteps").path(2).path("text").asText());
  }

  @Test
  void tellsAPeerThatSpeaksNoTls() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread peer =
          new Thread(
              () -> {
                try (Socket socket = listener.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // The test ends the connection as it likes.
                }
              });
      peer.start();

      Invocation explain =
          Invocation.of("explain", "127.0.0.1:" + listener.getLocalPort(), "--ca", ca);

      assertEquals(ExitCode.FAILED, explain.exitCode());
      assertTrue(explain.out().contains("Failed in step 2, ServerHello"), explain::out);
      assertTrue(explain.out().contains("What came is no TLS record."), explain::out);
      peer.join();
    }
  }

  @Test
  void writesOnePageThatNeedsNothingElse() throws IOException {
    Path page = directory.resolve("page.html");

    Invocation.of("explain", "--self", "--html", page.toString());

    String html = Files.readString(page);
    assertAll(
        () -> assertFalse(html.contains("<script"), "a script"),
        () -> assertFalse(html.contains("<link"), "a style sheet from elsewhere"),
        () -> assertFalse(html.contains("src="), "an image from elsewhere"),
        () -> assertFalse(html.contains("url("), "a resource from elsewhere"));
  }

  @Test
  void escapesWhatComesFromOutside() throws IOException {
    Path page = directory.resolve("page.html");

    Invocation.of("explain", "--self", "--alpn", "<b>&\"'", "--html", page.toString());

    String html = Files.readString(page);
    assertFalse(html.contains("<b>&\"'"), "not escaped");
    assertTrue(html.contains("&lt;b&gt;&amp;&quot;&#39;"), "not there");
  }

  @Test
  void wantsToKnowWhom() {
    Invocation explain = Invocation.of("explain");

    assertEquals(ExitCode.USAGE, explain.exitCode());
    assertTrue(explain.err().contains("--self"), explain::err);
  }

  @Test
  void namesAPageThatCannotBeWritten() {
    String nowhere = directory.resolve("missing/page.html").toString();

    Invocation explain = Invocation.of("explain", "--self", "--html", nowhere);

    assertEquals(ExitCode.USAGE, explain.exitCode());
    assertTrue(explain.err().contains(nowhere), explain::err);
  }

  private static TlsServer serving(CertificateAuthority authority) throws IOException {
    ServerConfig config =
        ServerConfig.builder(
                CRYPTO,
                CredentialSelector.of(
                    authority.issue(LeafRequest.forLoopback(KeyType.P256, NOW)).credential(CRYPTO)))
            .groups(List.of(NamedGroup.X25519))
            .build();
    return TlsServer.onLoopback(
        0,
        TlsServer.Settings.of(
            () -> TlsConnection.start(CRYPTO, Handshake.server(config)), ApplicationMode.SILENT));
  }

  private static JsonNode story(Invocation explain) throws IOException {
    JsonNode report = new ObjectMapper().readTree(explain.out());
    assertEquals("clasp-explain/1", report.path("format").asText());
    return report.path("handshakes").path(0);
  }

  private static List<JsonNode> messages(JsonNode story) {
    List<JsonNode> messages = new ArrayList<>();
    story.path("parts").forEach(part -> part.path("messages").forEach(messages::add));
    return messages;
  }

  private static List<String> spoken(JsonNode story) {
    List<String> spoken = new ArrayList<>();
    story
        .path("parts")
        .forEach(
            part ->
                part.path("messages")
                    .forEach(
                        message ->
                            spoken.add(
                                part.path("from").asText() + " " + message.path("name").asText())));
    return spoken;
  }
}
