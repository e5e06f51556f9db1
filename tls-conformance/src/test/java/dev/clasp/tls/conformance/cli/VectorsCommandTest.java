package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small suites made here, in the formats of the large ones. */
class VectorsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Instant NOW = Instant.parse("2011-04-15T00:00:00Z"); // that of PKITS

  @TempDir Path directory;

  private final CertificateAuthority root =
      CertificateAuthority.root(CRYPTO, KeyType.P256, "Example Root", NOW);
  private final CertificateAuthority intermediate =
      root.intermediate(KeyType.P256, "Example Issuing CA", NOW);
  private final IssuedCertificate leaf =
      intermediate.issue(LeafRequest.forLoopback(KeyType.P256, NOW));

  @Test
  void replaysTheTracesOfTheRfc() {
    Invocation rfc = Invocation.of("vectors", "rfc");

    assertEquals(ExitCode.OK, rfc.exitCode(), rfc.out());
    assertTrue(rfc.out().startsWith("RFC 8448, provider standard: 342 cases in "), rfc.out());
    assertTrue(rfc.out().contains("\n  passed          342\n"), rfc.out());
  }

  @Test
  void theJdkCannotBeGivenAPrivateKeySoThoseChecksAreSkipped() {
    Invocation rfc = Invocation.of("vectors", "rfc", "--provider", "jca");

    assertEquals(ExitCode.OK, rfc.exitCode(), rfc.out() + rfc.err());
    assertTrue(rfc.out().contains("the JDK draws the private keys of its curves"), rfc.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "jca", "bc"})
  void everyValidatorAnswersLimbo(String provider) throws IOException {
    Path file = limbo(limboCase("good", "localhost", "SUCCESS"), wrongName("FAILURE"));

    Invocation limbo = vectors("limbo", file, "--provider", provider);

    assertEquals(ExitCode.OK, limbo.exitCode(), limbo.out() + limbo.err());
    assertTrue(limbo.out().contains("\n  passed            2\n"), limbo.out());
  }

  @Test
  void aWrongAnswerFailsAndSaysTheRule() throws IOException {
    Invocation limbo = vectors("limbo", limbo(wrongName("SUCCESS")));

    assertEquals(ExitCode.FAILED, limbo.exitCode());
    assertTrue(
        limbo.out().contains("  wrong-name: expected SUCCESS, was FAILURE\n      name.mismatch: "),
        limbo.out());
  }

  @Test
  void aCaseThatCannotRunIsSkippedWithItsReason() throws IOException {
    ObjectNode odd = limboCase("odd", "localhost", "SUCCESS");
    odd.putArray("signature_algorithms").add("RSA_WITH_SHA256");

    Invocation limbo = vectors("limbo", limbo(odd));

    assertEquals(ExitCode.OK, limbo.exitCode());
    assertTrue(limbo.out().contains("\n  passed            0\n"), limbo.out());
    assertTrue(limbo.out().contains("      1  restricts the signature algorithms"), limbo.out());
  }

  @Test
  void limboPrintsItsOwnFormat() throws IOException {
    Path file = limbo(limboCase("good", "localhost", "SUCCESS"), wrongName("FAILURE"));

    Invocation limbo = vectors("limbo", file, "--json", "-");
    JsonNode json = JSON.readTree(limbo.out());

    assertEquals(1, json.get("version").asInt());
    assertEquals("clasp standard", json.get("harness").asText());
    assertEquals("good", json.at("/results/0/id").asText());
    assertEquals("SUCCESS", json.at("/results/0/actual_result").asText());
    assertEquals("FAILURE", json.at("/results/1/actual_result").asText());
    assertTrue(limbo.err().startsWith("x509-limbo, provider standard: 2 cases"), limbo.err());
  }

  @Test
  void runsOnlyTheCasesAskedFor() throws IOException {
    Path file = limbo(limboCase("good", "localhost", "SUCCESS"), wrongName("FAILURE"));

    Invocation limbo = vectors("limbo", file, "--limit", "wrong*");

    assertTrue(limbo.out().contains(": 1 cases in "), limbo.out());
  }

  @Test
  void saysWhenNoCaseIsAskedFor() throws IOException {
    Invocation limbo = vectors("limbo", limbo(wrongName("FAILURE")), "--limit", "other::*");

    assertEquals(ExitCode.USAGE, limbo.exitCode());
    assertEquals("clasp: no case matches 'other::*'\n", limbo.err());
  }

  @Test
  void namesAMissingFile() {
    Invocation limbo = vectors("limbo", directory.resolve("none.json"));

    assertEquals(ExitCode.USAGE, limbo.exitCode());
    assertEquals(
        "clasp: %s: no such file or directory\n".formatted(directory.resolve("none.json")),
        limbo.err());
  }

  @Test
  void namesAFileOfAnotherSuite() throws IOException {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"format\": 1}");
    Invocation limbo = vectors("limbo", file);

    assertEquals(ExitCode.USAGE, limbo.exitCode());
    assertEquals(
        "clasp: %s: no field 'testcases': not a file of this suite\n".formatted(file), limbo.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "jca", "bc"})
  void everyValidatorAnswersPkits(String provider) throws IOException {
    Invocation pkits = vectors("pkits", pkits(true), "--provider", provider);

    assertEquals(ExitCode.OK, pkits.exitCode(), pkits.out() + pkits.err());
    assertTrue(pkits.out().contains("\n  passed            1\n"), pkits.out());
  }

  @Test
  void aWrongAnswerInPkitsFails() throws IOException {
    Invocation pkits = vectors("pkits", pkits(false));

    assertEquals(ExitCode.FAILED, pkits.exitCode());
    assertTrue(pkits.out().contains("1.1 A chain: expected invalid, was valid"), pkits.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "jca", "bc"})
  void everyValidatorAnswersBetterTls(String provider) {
    Invocation one =
        Invocation.of(
            "vectors", "bettertls", "--limit", "nameconstraints::tc11*", "--provider", provider);

    assertEquals(ExitCode.OK, one.exitCode(), one.out() + one.err());
    assertTrue(one.out().contains(": 111 cases in "), one.out()); // 11, 110 to 119, 1100 to 1199
  }

  @Test
  void runsWycheproofByTheTypesOfItsTests() throws IOException {
    wycheproof(
        "x25519_test.json",
        "XDH",
        """
        {"type": "XdhComp", "curve": "curve25519", "tests": [
          {"tcId": 1, "comment": "RFC 7748, 6.1", "flags": [], "result": "valid",
           "private": "77076d0a7318a57d3c16c17251b26645df4a2c92ec2a2d0a1f5d0e4cf0d2a2c2",
           "public": "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
           "shared": "00"},
          {"tcId": 2, "comment": "low order", "flags": ["ZeroSharedSecret"], "result": "acceptable",
           "private": "77076d0a7318a57d3c16c17251b26645df4a2c92ec2a2d0a1f5d0e4cf0d2a2c2",
           "public": "0000000000000000000000000000000000000000000000000000000000000000",
           "shared": "0000000000000000000000000000000000000000000000000000000000000000"}]}
        """);
    wycheproof(
        "new_test.json",
        "NEW",
        "{\"type\": \"NewTest\", \"tests\": [{\"tcId\": 1, \"result\": \"valid\"}]}");

    Invocation run = vectors("wycheproof", directory);

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(
        run.out().contains("  x25519#1: expected accepted, was accepted, another result\n"),
        run.out());
    assertTrue(run.out().contains("\n  passed            1\n"), run.out());
    assertTrue(run.out().contains("      1  tests of type NewTest\n"), run.out());
  }

  @Test
  void writesJsonWithTotals() throws IOException {
    Path report = directory.resolve("report.json");
    Invocation rfc = Invocation.of("vectors", "rfc", "--json", report.toString());
    JsonNode json = JSON.readTree(report.toFile());

    assertEquals(ExitCode.OK, rfc.exitCode());
    assertEquals("clasp-vectors/1", json.get("format").asText());
    assertEquals(342, json.at("/passed").asInt());
    assertEquals(0, json.at("/inconclusive").asInt());
    assertEquals(342, json.get("results").size());
  }

  private static Invocation vectors(String suite, Path data, String... options) {
    String[] arguments = new String[3 + options.length];
    arguments[0] = "vectors";
    arguments[1] = suite;
    arguments[2] = data.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Invocation.of(arguments);
  }

  private ObjectNode wrongName(String expected) {
    return limboCase("wrong-name", "example.com", expected);
  }

  private ObjectNode limboCase(String id, String name, String expected) {
    ObjectNode test = JSON.createObjectNode();
    test.put("id", id);
    test.put("validation_kind", "SERVER");
    test.put("expected_result", expected);
    test.put("validation_time", NOW.toString());
    test.putNull("max_chain_depth");
    test.put("peer_certificate", Pem.block("CERTIFICATE", leaf.chain().get(0)));
    test.putArray("untrusted_intermediates").add(Pem.block("CERTIFICATE", leaf.chain().get(1)));
    test.putArray("trusted_certs").add(root.rootPem());
    test.putArray("crls");
    test.putObject("expected_peer_name").put("kind", "DNS").put("value", name);
    return test;
  }

  private Path limbo(ObjectNode... cases) throws IOException {
    ObjectNode file = JSON.createObjectNode();
    ArrayNode list = file.putArray("testcases");
    for (ObjectNode each : cases) {
      list.add(each);
    }
    return Files.writeString(directory.resolve("limbo.json"), file.toString());
  }

  /** One case without CRLs. */
  private Path pkits(boolean valid) throws IOException {
    Path certificates = Files.createDirectories(directory.resolve("certs"));
    Files.write(certificates.resolve("Root.crt"), root.rootCertificate().toArray());
    Files.write(certificates.resolve("CA.crt"), leaf.chain().get(1).toArray());
    Files.write(certificates.resolve("EE.crt"), leaf.chain().get(0).toArray());
    String table =
        """
        {"policyOids": {"anyPolicy": "2.5.29.32.0"}, "tests": [
          {"number": "1.1", "title": "A chain", "shouldValidate": %s,
           "certs": ["Root", "CA", "EE"], "crls": [],
           "initialPolicySet": ["anyPolicy"], "userConstrainedPolicySet": [],
           "initialExplicitPolicy": false, "initialPolicyMappingInhibit": false,
           "initialInhibitAnyPolicy": false}]}
        """;
    Files.writeString(directory.resolve("pkits_testcases.json"), table.formatted(valid));
    return directory;
  }

  private void wycheproof(String name, String algorithm, String group) throws IOException {
    Files.writeString(
        directory.resolve(name),
        "{\"algorithm\": \"%s\", \"testGroups\": [%s]}".formatted(algorithm, group));
  }
}
