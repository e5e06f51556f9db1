package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Chains of BoringSSL's libpki with its verdicts, where the question is one that is ours, too. */
class BoringSslChainTest {
  private static final int ASKED = 134;
  private static final Map<String, Purpose> PURPOSES =
      Map.of(
          "SERVER_AUTH", Purpose.TLS_SERVER,
          "CLIENT_AUTH", Purpose.TLS_CLIENT,
          "ANY_EKU", Purpose.ANY);
  private static final Map<String, AnchorUse> ANCHOR_USES =
      Map.of(
          "TRUSTED_ANCHOR", AnchorUse.NAME_AND_KEY,
          "UNSPECIFIED", AnchorUse.NAME_AND_KEY,
          "DISTRUSTED", AnchorUse.NAME_AND_KEY,
          "TRUSTED_ANCHOR_WITH_CONSTRAINTS", AnchorUse.CONSTRAINTS,
          "TRUSTED_ANCHOR_WITH_EXPIRATION_AND_CONSTRAINTS", AnchorUse.INSPECTED);
  private static final Budget BORINGSSL_BUDGET = new Budget(100, 10_000, 1 << 20, 10_000, 10, 512);

  /**
   * Where our answer is the other one. Valid there, refused here: signed with SHA-1, critical
   * extensions of Microsoft's, and names and constraints of all forms that we count together.
   * Refused there, valid here: an anchor that is the leaf itself.
   */
  private static final Set<String> DIFFERENCES =
      Set.of(
          "target-only/trusted_anchor.test",
          "target-selfissued/trusted_anchor.test",
          "many-names/ok-all-types.test",
          "issuer-and-subject-not-byte-for-byte-equal/anchor.test",
          "issuer-and-subject-not-byte-for-byte-equal/target.test",
          "intermediate-eku-server-gated-crypto/sha1-eku-any.test",
          "target-msapplicationpolicies-and-eku/main.test");

  private static final Instant DEFAULT_TIME = Instant.parse("2021-10-05T12:00:00Z");

  @TestFactory
  Stream<DynamicTest> chains() throws Exception {
    Path directory = TestData.require("vectors/boringssl-pki/verify_certificate_chain_unittest");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
    assertEquals(197, files.size(), "tests went missing");
    List<Path> asked = new ArrayList<>();
    for (Path file : files) {
      if (isOurQuestion(read(file))) {
        asked.add(file);
      }
    }
    assertEquals(ASKED, asked.size(), "tests went missing");
    return asked.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(directory.relativize(file).toString(), () -> check(file)));
  }

  /** Left out are purposes and ways to trust a leaf that only BoringSSL has. */
  private static boolean isOurQuestion(Map<String, String> test) {
    return PURPOSES.containsKey(test.get("key_purpose"))
        && ANCHOR_USES.containsKey(test.get("last_cert_trust"));
  }

  private static void check(Path file) throws Exception {
    Map<String, String> test = read(file);
    boolean differs =
        DIFFERENCES.contains(file.getParent().getFileName() + "/" + file.getFileName());
    boolean rejectedThere = test.get("errors").contains("ERROR: ");
    String expected = rejectedThere != differs ? "rejected" : "valid";
    String actual = run(file, test);
    assertEquals(
        expected,
        actual.split(" ")[0],
        actual + " " + file.getParent().getFileName() + "/" + file.getFileName() + test);
  }

  private static String run(Path file, Map<String, String> test) throws IOException {
    List<Certificate> chain = new ArrayList<>();
    try {
      chain.addAll(
          Certificate.fromPem(
              Files.readString(file.resolveSibling(test.get("chain")), StandardCharsets.UTF_8)));
    } catch (DerException e) {
      return "rejected " + e.getMessage();
    }
    Certificate last = chain.get(chain.size() - 1);
    if (chain.size() > 1) {
      chain.remove(last);
    }
    String trusted = test.get("last_cert_trust");
    TrustStore trust = trusted.startsWith("TRUSTED") ? TrustStore.of(last) : TrustStore.of();
    CertificateValidator validator =
        CertificateValidator.builder(trust, CryptoProviders.standard().verifiers())
            .rules(Profile.RFC5280.rules().with(ANCHOR_USES.get(trusted)))
            .clock(InstantSource.fixed(time(test.get("utc_time"))))
            .purpose(PURPOSES.get(test.get("key_purpose")))
            .budget(BORINGSSL_BUDGET)
            .build();
    try {
      validator.validateForAnyName(chain);
      return "valid";
    } catch (PathRejected e) {
      return "rejected " + e.getMessage();
    }
  }

  private static Instant time(String utc) {
    if (utc.equals("DEFAULT")) {
      return DEFAULT_TIME;
    }
    return Instant.parse(
        "20%s-%s-%sT%s:%s:%sZ"
            .formatted(
                utc.substring(0, 2),
                utc.substring(2, 4),
                utc.substring(4, 6),
                utc.substring(6, 8),
                utc.substring(8, 10),
                utc.substring(10, 12)));
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> test = new HashMap<>();
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int errors = text.indexOf("expected_errors:");
    test.put("errors", text.substring(errors));
    text.substring(0, errors)
        .lines()
        .filter(line -> line.contains(":"))
        .forEach(line -> test.put(line.split(":")[0], line.split(":", 2)[1].strip()));
    return test;
  }
}
