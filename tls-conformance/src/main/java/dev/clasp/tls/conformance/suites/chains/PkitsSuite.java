package dev.clasp.tls.conformance.suites.chains;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.der.Oid;
import dev.clasp.tls.x509.path.PolicyInputs;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.Purpose;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * NIST's Public Key Interoperability Test Suite 1.0.1, by {@link Profile#RFC5280}.
 *
 * <p>Of judges that tell it, the user-constrained policy set is compared as well.
 */
public final class PkitsSuite implements VectorSuite {
  private static final String TABLE = "pkits_testcases.json";
  private static final Instant TIME = Instant.parse("2011-04-15T00:00:00Z"); // all are valid then

  private final Path directory;
  private final ChainJudge judge;

  /**
   * @param directory with {@code pkits_testcases.json}, {@code certs/} and {@code crls/}
   */
  public PkitsSuite(Path directory, ChainJudge judge) {
    this.directory = directory;
    this.judge = judge;
  }

  @Override
  public String name() {
    return "PKITS";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    JsonNode table = SuiteFiles.json(directory.resolve(TABLE), "tests");
    return StreamSupport.stream(table.get("tests").spliterator(), false)
        .map(test -> new VectorCase(id(test), () -> run(table.get("policyOids"), test)));
  }

  private static String id(JsonNode test) {
    return test.get("number").asText() + " " + test.get("title").asText();
  }

  private CaseResult run(JsonNode policyOids, JsonNode test)
      throws UnusableSuite, GeneralSecurityException {
    Answer answer = judge.judge(question(policyOids, test));
    boolean valid = test.get("shouldValidate").asBoolean();
    Set<Oid> policies = policies(policyOids, test.get("userConstrainedPolicySet"));
    return CaseResult.of(
        id(test),
        verdict(valid, answer.policies().isPresent() ? policies : Set.of()),
        verdict(answer.accepted(), answer.policies().orElse(Set.of())),
        answer.reason());
  }

  private static String verdict(boolean valid, Set<Oid> policies) {
    if (!valid) {
      return "invalid";
    }
    Set<String> sorted =
        policies.stream().map(Oid::toString).collect(Collectors.toCollection(TreeSet::new));
    return sorted.isEmpty() ? "valid" : "valid for " + String.join(", ", sorted);
  }

  private ChainQuestion question(JsonNode policyOids, JsonNode test) throws UnusableSuite {
    List<Bytes> path = files(test.get("certs"), "certs", ".crt");
    Collections.reverse(path); // the suite has the anchor first
    Bytes anchor = path.remove(path.size() - 1);
    return new ChainQuestion(
        path.get(0),
        path.subList(1, path.size()),
        false, // those that sign CRLs only are among them
        List.of(anchor),
        files(test.get("crls"), "crls", ".crl"),
        TIME,
        Profile.RFC5280.rules(),
        Purpose.ANY,
        Set.of(),
        List.of(),
        OptionalInt.empty(),
        new PolicyInputs(
            policies(policyOids, test.get("initialPolicySet")),
            test.get("initialExplicitPolicy").asBoolean(),
            test.get("initialPolicyMappingInhibit").asBoolean(),
            test.get("initialInhibitAnyPolicy").asBoolean()));
  }

  private List<Bytes> files(JsonNode names, String folder, String suffix) throws UnusableSuite {
    List<Bytes> files = new ArrayList<>();
    for (JsonNode name : names) {
      files.add(SuiteFiles.bytes(directory.resolve(folder).resolve(name.asText() + suffix)));
    }
    return files;
  }

  private static Set<Oid> policies(JsonNode policyOids, JsonNode names) {
    Set<Oid> policies = new HashSet<>();
    names.forEach(name -> policies.add(Oid.of(policyOids.get(name.asText()).asText())));
    return policies;
  }
}
