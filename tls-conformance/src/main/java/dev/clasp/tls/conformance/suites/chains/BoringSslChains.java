package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.AnchorUse;
import dev.clasp.tls.x509.path.PolicyInputs;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.Purpose;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The chains of BoringSSL's libpki ({@code verify_certificate_chain_unittest}), where BoringSSL
 * says which are valid: a file {@code *.test} of keys and values for each case, its certificates
 * beside it, the last of them the anchor.
 */
final class BoringSslChains {
  private static final Instant DEFAULT_TIME = Instant.parse("2021-10-05T12:00:00Z");
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

  private final Path directory;
  private final ChainJudge judge;

  /**
   * @param directory above the cases, or theirs
   */
  BoringSslChains(Path directory, ChainJudge judge) {
    this.directory = directory;
    this.judge = judge;
  }

  Stream<VectorCase> cases() throws UnusableSuite {
    List<Path> files = SuiteFiles.below(directory, ".test");
    return files.stream()
        .map(
            file -> {
              String id = directory.relativize(file).toString().replace('\\', '/');
              return new VectorCase(id, () -> run(id, file));
            });
  }

  private CaseResult run(String id, Path file)
      throws UnusableSuite, DerException, GeneralSecurityException {
    Map<String, String> test = read(file);
    String purpose = test.getOrDefault("key_purpose", "");
    if (!PURPOSES.containsKey(purpose)) {
      return CaseResult.skipped(id, "the purpose %s is BoringSSL's own".formatted(purpose));
    }
    String trust = test.getOrDefault("last_cert_trust", "");
    if (!ANCHOR_USES.containsKey(trust)) {
      return CaseResult.skipped(id, "the way to trust %s is BoringSSL's own".formatted(trust));
    }
    Answer answer = judge.judge(question(file, test, purpose, trust));
    boolean invalid = test.getOrDefault("expected_errors", "").contains("ERROR: ");
    return BoringSslDifferences.explain(
        CaseResult.of(
            id,
            invalid ? "invalid" : "valid",
            answer.accepted() ? "valid" : "invalid",
            answer.reason()));
  }

  private static ChainQuestion question(
      Path file, Map<String, String> test, String purpose, String trust)
      throws UnusableSuite, DerException {
    String chain = SuiteFiles.text(file.resolveSibling(test.getOrDefault("chain", "")));
    List<Bytes> certificates = Pem.blocks(chain, "CERTIFICATE");
    Bytes last = certificates.get(certificates.size() - 1);
    int beforeAnchor = Math.max(1, certificates.size() - 1); // a leaf may be its own anchor
    return new ChainQuestion(
        certificates.get(0),
        certificates.subList(1, beforeAnchor),
        true,
        trust.startsWith("TRUSTED") ? List.of(last) : List.of(),
        List.of(),
        time(test.getOrDefault("utc_time", "")),
        Profile.RFC5280.rules().with(ANCHOR_USES.getOrDefault(trust, AnchorUse.NAME_AND_KEY)),
        PURPOSES.getOrDefault(purpose, Purpose.ANY),
        Set.of(),
        List.of(),
        OptionalInt.empty(),
        PolicyInputs.ANY);
  }

  /** {@code DEFAULT} or a UTCTime. */
  private static Instant time(String text) {
    return text.equals("DEFAULT")
        ? DEFAULT_TIME
        : Instant.parse(text.replaceFirst("(..)(..)(..)(..)(..)(..)Z", "20$1-$2-$3T$4:$5:$6Z"));
  }

  /** What follows {@code expected_errors:} is all of the errors. */
  private static Map<String, String> read(Path file) throws UnusableSuite {
    String text = SuiteFiles.text(file);
    Map<String, String> test = new HashMap<>();
    int errors = text.indexOf("expected_errors:");
    if (errors < 0) {
      throw new UnusableSuite(file, "no expected_errors: not a case of BoringSSL's");
    }
    test.put("expected_errors", text.substring(errors));
    text.substring(0, errors)
        .lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> test.put(pair[0], pair[1].strip()));
    return test;
  }
}
