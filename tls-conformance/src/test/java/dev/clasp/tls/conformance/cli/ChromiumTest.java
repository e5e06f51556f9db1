package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.cli.ServeCommandTest.Running;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A browser loads a page from {@code clasp serve --app http}, and its security panel says what was
 * negotiated.
 */
class ChromiumTest {
  @TempDir private static Path directory;
  private static Optional<ChromiumBrowser> browser = Optional.empty();
  private static List<String> credential = List.of();

  @BeforeAll
  static void openTheBrowser() throws Exception {
    Optional<String> program = ExplainPageTest.browser();
    assumeTrue(program.isPresent(), "chromium is not installed");
    IssuedCertificate leaf =
        CertificateAuthority.root(NegotiationOptions.CRYPTO, KeyType.P256, "Test", Instant.now())
            .issue(LeafRequest.forLoopback(KeyType.P256, Instant.now()));
    IssuedCertificate.Location files = leaf.writeTo(directory, "leaf");
    credential = List.of("--cert", files.chain().toString(), "--key", files.key().toString());
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(leaf.chain().get(0).toArray()));
    byte[] key =
        MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
    browser =
        Optional.of(
            new ChromiumBrowser(
                program.get(),
                directory.resolve("profile"),
                Base64.getEncoder().encodeToString(key)));
  }

  @AfterAll
  static void closeTheBrowser() throws Exception {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--alpn http/1.1, TLS 1.3, X25519MLKEM768, AES_128_GCM",
    "--groups x25519, TLS 1.3, X25519, AES_128_GCM",
    "--groups secp384r1, TLS 1.3, P-384, AES_128_GCM", // behind a HelloRetryRequest
    "--suites TLS_CHACHA20_POLY1305_SHA256, TLS 1.3, X25519MLKEM768, CHACHA20_POLY1305",
    "--tls 1.2, TLS 1.2, X25519, AES_128_GCM"
  })
  void showsWhatWasNegotiated(String options, String protocol, String group, String cipher)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--app", "http"));
    arguments.addAll(credential);
    arguments.addAll(List.of(options.split(" ")));
    Running serve = Running.start(arguments.toArray(String[]::new));

    JsonNode response = browser.orElseThrow().load("https://localhost:" + serve.port() + "/");

    assertEquals(200, response.path("status").asInt(), response::toString);
    JsonNode security = response.path("securityDetails");
    assertEquals(protocol, security.path("protocol").asText(), security::toString);
    assertEquals(group, security.path("keyExchangeGroup").asText(), security::toString);
    assertEquals(cipher, security.path("cipher").asText(), security::toString);
    assertEquals("localhost", security.path("subjectName").asText(), security::toString);
  }
}
