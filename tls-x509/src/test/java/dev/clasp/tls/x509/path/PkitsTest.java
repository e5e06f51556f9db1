package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.Oid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** NIST's Public Key Interoperability Test Suite, with the policy sets it expects. */
class PkitsTest {
  private static final int RUNS = 249;

  /** Valid by DSA with SHA-1 only: refused unless one asks for it. */
  private static final Set<String> DSA = Set.of("4.1.4", "4.1.5");

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2011-04-15T00:00:00Z"));

  @TestFactory
  Stream<DynamicTest> pkits() throws Exception {
    Path directory = TestData.require("vectors/pkits");
    JsonNode file = TestData.json(directory.resolve("pkits_testcases.json"));
    List<JsonNode> tests = new ArrayList<>();
    file.get("tests").forEach(tests::add);
    assertEquals(RUNS, tests.size(), "runs went missing");
    return tests.stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.get("number").asText() + " " + test.get("title").asText(),
                    () ->
                        assertEquals(
                            expected(file, test), run(directory, file, test, ofItsTime()))));
  }

  @TestFactory
  Stream<DynamicTest> dsaWithSha1IsRefusedUnlessAskedFor() throws Exception {
    Path directory = TestData.require("vectors/pkits");
    JsonNode file = TestData.json(directory.resolve("pkits_testcases.json"));
    List<JsonNode> tests = new ArrayList<>();
    file.get("tests").forEach(tests::add);
    tests.removeIf(test -> !DSA.contains(test.get("number").asText()));
    assertEquals(DSA.size(), tests.size(), "runs went missing");
    return tests.stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.get("number").asText(),
                    () -> assertEquals("invalid", run(directory, file, test, signatures()))));
  }

  private static String expected(JsonNode file, JsonNode test) {
    return test.get("shouldValidate").asBoolean()
        ? "valid " + texts(policies(file, test.get("userConstrainedPolicySet")))
        : "invalid";
  }

  private static String run(
      Path directory, JsonNode file, JsonNode test, SignatureChecker signatures)
      throws IOException {
    try {
      return validate(directory, file, test, signatures);
    } catch (DerException e) {
      return "invalid"; // the suite's wrong signatures are BIT STRINGs of odd length
    }
  }

  private static String validate(
      Path directory, JsonNode file, JsonNode test, SignatureChecker signatures)
      throws IOException, DerException {
    List<Certificate> certificates = new ArrayList<>();
    for (JsonNode name : test.get("certs")) {
      certificates.add(
          0,
          Certificate.parse(
              TestData.bytes(directory.resolve("certs").resolve(name.asText() + ".crt"))));
    }
    Certificate anchor = certificates.remove(certificates.size() - 1);
    List<Crl> crls = new ArrayList<>();
    for (JsonNode name : test.get("crls")) {
      Path crl = directory.resolve("crls").resolve(name.asText() + ".crl");
      crls.add(Crl.parse(TestData.bytes(crl)));
    }
    PolicyInputs inputs =
        new PolicyInputs(
            policies(file, test.get("initialPolicySet")),
            test.get("initialExplicitPolicy").asBoolean(),
            test.get("initialPolicyMappingInhibit").asBoolean(),
            test.get("initialInhibitAnyPolicy").asBoolean());
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.of(anchor), signatures)
            .clock(CLOCK)
            .purpose(Purpose.ANY)
            .policies(inputs)
            .revocation(RevocationPolicy.required(CrlSource.of(crls)))
            .build();
    try {
      return "valid " + texts(validator.validateForAnyName(certificates).policies());
    } catch (PathRejected e) {
      return "invalid";
    }
  }

  private static SignatureChecker ofItsTime() {
    return SignatureChecker.insecure(signatures(), CryptoProviders.insecureSignatures());
  }

  private static SignatureChecker signatures() {
    return SignatureChecker.of(CryptoProviders.standard().verifiers());
  }

  private static Set<Oid> policies(JsonNode file, JsonNode names) {
    Set<Oid> policies = new HashSet<>();
    names.forEach(name -> policies.add(Oid.of(file.get("policyOids").get(name.asText()).asText())));
    return policies;
  }

  private static List<String> texts(Set<Oid> policies) {
    return policies.stream().map(Oid::toString).sorted().toList();
  }
}
