package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chains that system administrators meet, with the words they get. */
class VerifyCommandTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String HOST = "www.example.com";

  private final CertificateAuthority root =
      CertificateAuthority.root(CRYPTO, KeyType.P256, "Example Root", NOW);

  @TempDir Path directory;
  Path ca = Path.of("");

  @BeforeEach
  void writeTheRoot() throws IOException {
    ca = Files.writeString(directory.resolve("ca.pem"), root.rootPem());
  }

  @Test
  void acceptsAGoodChainAndShowsThePath() throws IOException {
    Invocation good = verify(chainOf(goodIntermediate()), "--name", HOST);

    assertEquals(ExitCode.OK, good.exitCode(), good.err());
    assertTrue(good.out().startsWith("valid: CN=www.example.com\n"), good.out());
    assertTrue(
        good.out().contains("path: CN=www.example.com <- CN=Example Issuing CA <- CN=Example Root"),
        good.out());
  }

  @Test
  void saysThatTheIntermediateExpiredAndWhatToDo() throws IOException {
    Instant longAgo = NOW.minus(Duration.ofDays(3660)); // ten days after its ten years
    CertificateAuthority expired = root.intermediate(KeyType.P256, "Example Issuing CA", longAgo);

    assertRefused(
        verify(chainOf(expired), "--name", HOST),
        "The intermediate certificate CN=Example Issuing CA expired on %s, 10 days before"
            .formatted(longAgo.plus(Duration.ofDays(3650))),
        "Ask the CA for its current certificate",
        "validity.expired");
  }

  @Test
  void saysThatTheIntermediateIsMissing() throws IOException {
    List<Bytes> chain = chainOf(goodIntermediate());

    assertRefused(
        verify(chain.subList(0, 1), "--name", HOST),
        "was issued by CN=Example Issuing CA, whose certificate is neither in the chain nor",
        "an intermediate certificate is missing: put it behind the server's own in the chain file",
        "path.unknown-issuer");
  }

  @Test
  void saysForWhichNamesTheCertificateIs() throws IOException {
    assertRefused(
        verify(chainOf(goodIntermediate()), "--name", "mail.example.com"),
        "The certificate CN=www.example.com is not for mail.example.com, but for www.example.com",
        "Reach the server by one of the names in its certificate",
        "name.mismatch");
  }

  @Test
  void saysThatTheRootIsNotTrusted() throws IOException {
    CertificateAuthority other = CertificateAuthority.root(CRYPTO, KeyType.P256, "Other Root", NOW);
    List<Bytes> chain = chainOf(other.intermediate(KeyType.P256, "Other Issuing CA", NOW));

    assertRefused(
        verify(chain, "--name", HOST),
        "The chain ends at the intermediate certificate CN=Other Issuing CA; its issuer CN=Other Root"
            + " is not among the trusted CAs",
        "If that is a root to be trusted, add it to the file of --ca",
        "path.unknown-issuer");
  }

  @Test
  void saysThatASentRootIsNotTrusted() throws IOException {
    CertificateAuthority other = CertificateAuthority.root(CRYPTO, KeyType.P256, "Other Root", NOW);
    List<Bytes> chain = List.of(chainOf(other).get(0), other.rootCertificate());

    assertRefused(
        verify(chain, "--name", HOST),
        "The chain ends in the root CN=Other Root, which is not among the trusted CAs",
        "add it to the file of --ca",
        "path.unknown-issuer");
  }

  @Test
  void saysWhichNameTheCaMayNotCertify() throws IOException {
    CertificateAuthority constrained =
        root.constrainedIntermediate(
            KeyType.P256, "Example Internal CA", NOW, List.of("corp.example.com"));

    assertRefused(
        verify(chainOf(constrained), "--name", HOST),
        "has a name that a CA above it may not certify: dNSName \"www.example.com\" is not in a permitted"
            + " subtree of CN=Example Internal CA",
        "Get a certificate from a CA that may certify all of its names",
        "name-constraints.violated");
  }

  @Test
  void checksForAnotherTime() throws IOException {
    Instant later = NOW.plus(Duration.ofDays(400));

    assertRefused(
        verify(chainOf(goodIntermediate()), "--at", later.toString()),
        "The certificate CN=www.example.com expired on",
        "Get a new certificate and install it",
        "validity.expired");
  }

  @Test
  void acceptsWhatTheCrlsDoNotList() throws IOException {
    CertificateAuthority issuer = goodIntermediate();

    Invocation good =
        verify(chainOf(issuer), "--crl", crl(issuer, List.of()), "--crl", crl(root, List.of()));

    assertEquals(ExitCode.OK, good.exitCode(), good.out());
  }

  @Test
  void saysThatTheCertificateWasRevoked() throws IOException {
    CertificateAuthority issuer = goodIntermediate();
    List<Bytes> chain = chainOf(issuer);

    assertRefused(
        verify(chain, "--crl", crl(issuer, chain.subList(0, 1)), "--crl", crl(root, List.of())),
        "The certificate CN=www.example.com was revoked",
        "Do not use it; get a new certificate",
        "revocation.revoked");
  }

  @Test
  void withCrlsWantsToKnowTheStatusOfEveryCertificate() throws IOException {
    CertificateAuthority issuer = goodIntermediate();

    assertRefused(
        verify(chainOf(issuer), "--crl", crl(issuer, List.of())),
        "Whether the intermediate certificate CN=Example Issuing CA is revoked cannot be told",
        "Get the current CRL or OCSP response of its issuer",
        "revocation.unknown");
  }

  @Test
  void acceptsWhatTheOcspResponseSaysIsGood() throws IOException {
    CertificateAuthority issuer = goodIntermediate();
    List<Bytes> chain = chainOf(issuer);

    Invocation good = verify(chain, "--ocsp", status(issuer, chain.get(0), Optional.empty()));

    assertEquals(ExitCode.OK, good.exitCode(), good.out());
    assertTrue(good.out().startsWith("valid: CN=www.example.com\n"), good.out());
  }

  @Test
  void saysThatTheOcspResponseRevokes() throws IOException {
    CertificateAuthority issuer = goodIntermediate();
    List<Bytes> chain = chainOf(issuer);
    Instant since = NOW.minusSeconds(3600);

    assertRefused(
        verify(chain, "--ocsp", status(issuer, chain.get(0), Optional.of(since))),
        "The certificate CN=www.example.com was revoked on %s, reason: unspecified."
            .formatted(since),
        "Do not use it; get a new certificate",
        "revocation.revoked");
  }

  @Test
  void anOcspResponseAboutAnotherCertificateSaysNothing() throws IOException {
    CertificateAuthority issuer = goodIntermediate();
    Bytes another = chainOf(issuer).get(0);

    assertRefused(
        verify(chainOf(issuer), "--ocsp", status(issuer, another, Optional.empty())),
        "Whether the certificate CN=www.example.com is revoked cannot be told",
        "Get the current CRL or OCSP response of its issuer",
        "revocation.");
  }

  private String status(CertificateAuthority issuer, Bytes certificate, Optional<Instant> revoked)
      throws IOException {
    Bytes response = issuer.statusResponse(certificate, revoked, NOW.minusSeconds(60));
    return Files.write(directory.resolve("status.der"), response.toArray()).toString();
  }

  @Test
  void saysThatAnOcspResponseIsUnusable() throws IOException {
    Path ocsp = Files.writeString(directory.resolve("ocsp.der"), "no response");

    assertRefused(
        verify(chainOf(goodIntermediate()), "--ocsp", ocsp.toString()),
        "Whether the certificate CN=www.example.com is revoked cannot be told",
        "Get the current CRL or OCSP response of its issuer",
        "revocation.");
  }

  @Test
  void namesACrlThatIsNone() throws IOException {
    Path notACrl = Files.writeString(directory.resolve("crl.pem"), root.rootPem());
    Invocation refused = verify(chainOf(goodIntermediate()), "--crl", notACrl.toString());

    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertEquals(
        "clasp: %s: no CRL found, expected PEM with -----BEGIN X509 CRL-----\n".formatted(notACrl),
        refused.err());
  }

  @Test
  void explainsEveryPathThatWasTried() throws IOException {
    Invocation explained =
        verify(chainOf(goodIntermediate()), "--name", "mail.example.com", "--explain");

    assertTrue(explained.out().contains("issued by CN=Example Root"), explained.out());
    assertTrue(
        explained
            .out()
            .contains("! CN=www.example.com: is not for mail.example.com, but for www.example.com"),
        explained.out());
    assertTrue(explained.out().contains("2 issuers tried, 2 signatures checked"), explained.out());
  }

  @Test
  void writesJsonForPrograms() throws IOException {
    Invocation refused =
        verify(chainOf(goodIntermediate()), "--name", "mail.example.com", "--json", "-");
    JsonNode json = new ObjectMapper().readTree(refused.out());

    assertEquals("clasp-verify/1", json.get("format").asText());
    assertEquals(false, json.get("valid").asBoolean());
    assertEquals(1, json.at("/failed").asInt());
    assertEquals("name.mismatch", json.at("/explanation/primary/rule").asText());
    assertTrue(refused.err().startsWith("NOT VALID"), refused.err());
  }

  @Test
  void namesATimeThatIsNone() throws IOException {
    Invocation wrong = verify(chainOf(goodIntermediate()), "--at", "yesterday");

    assertEquals(ExitCode.USAGE, wrong.exitCode());
    assertTrue(wrong.err().contains("'yesterday' is no time; expected one such as"), wrong.err());
  }

  @Test
  void namesAFileWithoutCertificates() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
    Invocation wrong = Invocation.of("verify", empty.toString(), "--ca", ca.toString());

    assertEquals(ExitCode.USAGE, wrong.exitCode());
    assertTrue(wrong.err().contains(empty + ": no certificate found"), wrong.err());
  }

  private String crl(CertificateAuthority issuer, List<Bytes> revoked) throws IOException {
    Bytes crl = issuer.revocationList(revoked, NOW.minusSeconds(60));
    Path file = Files.createTempFile(directory, "issued", ".crl");
    return Files.write(file, crl.toArray()).toString();
  }

  private CertificateAuthority goodIntermediate() {
    return root.intermediate(KeyType.P256, "Example Issuing CA", NOW);
  }

  private static List<Bytes> chainOf(CertificateAuthority issuer) {
    IssuedCertificate leaf =
        issuer.issue(LeafRequest.forLoopback(KeyType.P256, NOW).withNames(List.of(HOST)));
    return leaf.chain();
  }

  private Invocation verify(List<Bytes> chain, String... options) throws IOException {
    String pem =
        chain.stream().map(der -> Pem.block("CERTIFICATE", der)).collect(Collectors.joining());
    Path file = Files.writeString(directory.resolve("chain.pem"), pem);
    String[] arguments = new String[4 + options.length];
    List<String> fixed = List.of("verify", file.toString(), "--ca", ca.toString());
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i < fixed.size() ? fixed.get(i) : options[i - fixed.size()];
    }
    return Invocation.of(arguments);
  }

  private static void assertRefused(
      Invocation invocation, String problem, String advice, String rule) {
    assertEquals(ExitCode.FAILED, invocation.exitCode(), invocation.err());
    assertTrue(invocation.out().startsWith("NOT VALID: "), invocation.out());
    assertTrue(invocation.out().contains(problem), invocation.out());
    assertTrue(invocation.out().contains(advice), invocation.out());
    assertTrue(invocation.out().contains("(rule " + rule), invocation.out());
  }
}
