package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * x509-limbo, every case with its verdict and, where it is a refusal, the rule that must have
 * decided: a right verdict for a wrong reason fails.
 */
class LimboTest {
  private static final int LEAST_CASES =
      119; // the subset that is widely copied; the suite has more
  private static final PublicSuffixes SUFFIXES = jdkSuffixes();

  @TestFactory
  Stream<DynamicTest> limbo() throws Exception {
    JsonNode file = TestData.json(TestData.require("x509-limbo/limbo.json"));
    List<JsonNode> cases = new ArrayList<>();
    file.get("testcases").forEach(cases::add);
    assertTrue(cases.size() >= LEAST_CASES, "cases went missing");
    Map<String, String> expected = expectedRules();
    return cases.stream()
        .map(
            test -> {
              String id = test.get("id").asText();
              return DynamicTest.dynamicTest(id, () -> check(test, expected));
            });
  }

  /** Of a case that came after our list, only the verdict is known. */
  private static void check(JsonNode test, Map<String, String> rules) throws DerException {
    String id = test.get("id").asText();
    String actual = run(test);
    boolean success = test.get("expected_result").asText().equals("SUCCESS");
    assertEquals(success, actual.equals("valid"), id + ": " + actual);
    assertEquals(rules.getOrDefault(id, actual), actual, id);
  }

  private static PublicSuffixes jdkSuffixes() {
    try {
      return PublicSuffixes.ofJdk(Path.of(System.getProperty("java.home")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> expectedRules() throws IOException {
    Map<String, String> rules = new HashMap<>();
    try (InputStream in = LimboTest.class.getResourceAsStream("/limbo-expected.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().map(line -> line.split("\t")).forEach(pair -> rules.put(pair[0], pair[1]));
    }
    return rules;
  }

  /** {@code valid}, {@code malformed}, or the id of the decisive rule. */
  private static String run(JsonNode test) throws DerException {
    List<Certificate> chain = new ArrayList<>();
    List<Certificate> anchors = new ArrayList<>();
    try {
      chain.addAll(Certificate.fromPem(test.get("peer_certificate").asText()));
    } catch (DerException e) {
      return "malformed";
    }
    String junk = "";
    junk += parseInto(test.get("untrusted_intermediates"), chain);
    junk += parseInto(test.get("trusted_certs"), anchors);
    CertificateValidator.Builder builder =
        CertificateValidator.builder(TrustStore.of(anchors), CryptoProviders.standard().verifiers())
            .profile(profile(test.get("id").asText()))
            .clock(clock(test))
            .publicSuffixes(SUFFIXES)
            .purpose(
                test.get("validation_kind").asText().equals("SERVER")
                    ? Purpose.TLS_SERVER
                    : Purpose.TLS_CLIENT);
    if (!test.get("max_chain_depth").isNull()) {
      builder.maxPathLength(test.get("max_chain_depth").asInt());
    }
    List<Crl> crls = new ArrayList<>();
    for (JsonNode pem : test.get("crls")) {
      crls.addAll(Crl.fromPem(pem.asText()));
    }
    if (!crls.isEmpty()) {
      builder.revocation(RevocationPolicy.required(CrlSource.of(crls)));
    }
    for (JsonNode usage : test.get("key_usage")) {
      assertEquals("digitalSignature", usage.asText()); // the only one the suite asks for
      builder.keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE);
    }
    List<ReferenceIdentity> names = names(test);
    Explanation explanation = builder.build().explain(chain, names);
    String verdict = explanation.primary().map(finding -> finding.rule().id()).orElse("valid");
    return verdict.equals("path.unknown-issuer") && !junk.isEmpty() ? "malformed" : verdict;
  }

  private static String parseInto(JsonNode pems, List<Certificate> into) {
    String junk = "";
    for (JsonNode pem : pems) {
      try {
        into.addAll(Certificate.fromPem(pem.asText()));
      } catch (DerException e) {
        junk += e.getMessage();
      }
    }
    return junk;
  }

  /** The mapping from cases to profiles; see the module's README. */
  private static Profile profile(String id) {
    return id.startsWith("webpki::") || id.startsWith("online::")
        ? Profile.WEBPKI
        : Profile.RFC5280_STRICT;
  }

  private static InstantSource clock(JsonNode test) {
    JsonNode time = test.get("validation_time");
    Instant now =
        time.isNull()
            ? Instant.parse("2026-11-01T00:00:00Z")
            : OffsetDateTime.parse(time.asText()).toInstant();
    return InstantSource.fixed(now);
  }

  private static List<ReferenceIdentity> names(JsonNode test) {
    List<ReferenceIdentity> names = new ArrayList<>();
    if (!test.get("expected_peer_name").isNull()) {
      names.add(name(test.get("expected_peer_name")));
    }
    test.get("expected_peer_names").forEach(name -> names.add(name(name)));
    return names;
  }

  private static ReferenceIdentity name(JsonNode name) {
    String value = name.get("value").asText();
    return name.get("kind").asText().equals("RFC822")
        ? new ReferenceIdentity.Email(value)
        : ReferenceIdentity.of(value);
  }
}
