package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** BetterTLS' path-building cases: graphs of authorities with some edges broken. */
class BetterTlsPathBuildingTest {
  private static final int CASES = 81;
  private static final int BRIDGE_CASES = 20;
  private static final int BRIDGE_CERTIFICATES = 20;
  private static final int BRIDGE_SIGNATURES = 40;

  @TestFactory
  Stream<DynamicTest> pathBuilding() throws Exception {
    JsonNode file = TestData.json(TestData.require("bettertls/pathbuilding.tests.json"));
    Certificate root = decode(file.get("trustRoot"));
    return cases(file).stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    "tc%d %s".formatted(test.get("id").asInt(), test.get("requiredFeatures")),
                    () -> assertEquals(test.get("expected").asText(), run(root, test))));
  }

  private static List<JsonNode> cases(JsonNode file) {
    List<JsonNode> cases = new ArrayList<>();
    file.get("suites").get("pathbuilding").get("testCases").forEach(cases::add);
    assertEquals(CASES, cases.size(), "cases went missing");
    return cases;
  }

  /** The graph with 36 edges: how many signatures are checked before there is an answer. */
  @Test
  void findsItsWayThroughBridgesWithFewSignatures() throws Exception {
    JsonNode file = TestData.json(TestData.require("bettertls/pathbuilding.tests.json"));
    Certificate root = decode(file.get("trustRoot"));
    int bridges = 0;
    for (JsonNode test : cases(file)) {
      List<Certificate> chain = chain(test);
      if (chain.size() < BRIDGE_CERTIFICATES) {
        continue;
      }
      bridges++;
      Usage usage = validator(root, chain, test).explain(chain, List.of(host(test))).usage();
      assertTrue(usage.signatures() <= BRIDGE_SIGNATURES, test.get("id") + ": " + usage);
    }
    assertEquals(BRIDGE_CASES, bridges);
  }

  private static String run(Certificate root, JsonNode test) throws DerException {
    List<Certificate> chain = chain(test);
    try {
      validator(root, chain, test).validate(chain, host(test));
      return "ACCEPT";
    } catch (PathRejected e) {
      return "REJECT";
    }
  }

  private static List<Certificate> chain(JsonNode test) throws DerException {
    List<Certificate> chain = new ArrayList<>();
    for (JsonNode certificate : test.get("certificates")) {
      chain.add(decode(certificate));
    }
    return chain;
  }

  private static ReferenceIdentity host(JsonNode test) {
    return ReferenceIdentity.of(test.get("hostname").asText());
  }

  private static CertificateValidator validator(
      Certificate root, List<Certificate> chain, JsonNode test) {
    return CertificateValidator.builder(TrustStore.of(root), CryptoProviders.standard().verifiers())
        .profile(Profile.RFC5280_STRICT)
        .clock(InstantSource.fixed(time(chain.get(0), test)))
        .build();
  }

  /** The clock of x509-limbo's import of these cases. */
  private static Instant time(Certificate leaf, JsonNode test) {
    boolean expired =
        test.get("requiredFeatures").toString().contains("EXPIRED")
            && test.get("expected").asText().equals("REJECT");
    return (expired ? leaf.notAfter() : leaf.notBefore()).plusSeconds(1);
  }

  private static Certificate decode(JsonNode base64) throws DerException {
    return Certificate.parse(Bytes.copyOf(Base64.getDecoder().decode(base64.asText())));
  }
}
