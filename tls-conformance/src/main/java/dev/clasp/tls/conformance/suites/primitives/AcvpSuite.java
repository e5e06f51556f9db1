package dev.clasp.tls.conformance.suites.primitives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.SigningFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * NIST's Automated Cryptographic Validation Protocol: questions in {@code vectors/} with their
 * answers in {@code expected/} beside it, or both in one file ("internal projection"). Case ids are
 * {@code file/mode#tcId}.
 */
public final class AcvpSuite implements VectorSuite {
  private static final String SUFFIX = ".json";
  private static final String ANSWERS = "expected";

  private final Path directory;
  private final AcvpSymmetricChecks symmetric;
  private final AcvpKeyChecks keys;

  /**
   * @param directory the files, or above them
   */
  public AcvpSuite(Path directory, Provider provider) {
    CryptoProvider crypto = provider.crypto(target -> Arrays.fill(target, (byte) 0));
    this.directory = directory;
    this.symmetric = new AcvpSymmetricChecks(crypto);
    this.keys = new AcvpKeyChecks(crypto);
  }

  @Override
  public String name() {
    return "ACVP";
  }

  /** One file is in memory at a time. */
  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    List<Path> files = new ArrayList<>();
    for (Path file : SuiteFiles.below(directory, SUFFIX)) {
      if (!isIn(ANSWERS, file) && !sets(SuiteFiles.json(file)).isEmpty()) {
        files.add(file);
      }
    }
    if (files.isEmpty()) {
      throw new UnusableSuite(directory, "no JSON file with testGroups in it");
    }
    return files.stream().flatMap(this::cases);
  }

  private static boolean isIn(String folder, Path file) {
    Path parent = file.getParent();
    return parent != null && parent.endsWith(folder);
  }

  private Stream<VectorCase> cases(Path file) {
    String name = String.valueOf(file.getFileName()).replace(SUFFIX, "");
    List<VectorCase> cases = new ArrayList<>();
    try {
      List<JsonNode> sets = sets(SuiteFiles.json(file));
      List<JsonNode> answers = answers(file);
      for (int i = 0; i < sets.size(); i++) {
        addCases(name, sets.get(i), i < answers.size() ? answers.get(i) : none(), cases);
      }
    } catch (UnusableSuite e) {
      cases.add(
          new VectorCase(
              name,
              () -> {
                throw e;
              }));
    }
    return cases.stream();
  }

  private void addCases(String name, JsonNode set, JsonNode answers, List<VectorCase> cases) {
    for (JsonNode group : set.get("testGroups")) {
      JsonNode groupAnswers = find(answers.path("testGroups"), "tgId", group.get("tgId"));
      for (JsonNode test : group.path("tests")) {
        JsonNode answer = find(groupAnswers.path("tests"), "tcId", test.get("tcId"));
        AcvpVector vector = new AcvpVector(set, group, test, answer.isObject() ? answer : none());
        String mode = set.path("mode").asText("");
        String id = name + (mode.isEmpty() ? "" : "/" + mode) + "#" + test.get("tcId").asText();
        cases.add(new VectorCase(id, () -> run(id, vector)));
      }
    }
  }

  private static JsonNode find(JsonNode elements, String field, JsonNode value) {
    for (JsonNode element : elements) {
      if (element.path(field).equals(value)) {
        return element;
      }
    }
    return MissingNode.getInstance();
  }

  /** The vector sets of a file: itself, or elements of its array; empty when it is another file. */
  private static List<JsonNode> sets(JsonNode root) {
    List<JsonNode> sets = new ArrayList<>();
    for (JsonNode candidate : root.isArray() ? root : List.of(root)) {
      if (candidate.has("testGroups")) {
        sets.add(candidate);
      }
    }
    return sets;
  }

  private static List<JsonNode> answers(Path file) throws UnusableSuite {
    Path parent = file.getParent();
    if (parent == null || file.getFileName() == null) {
      return List.of();
    }
    Path answers = parent.resolveSibling(ANSWERS).resolve(file.getFileName().toString());
    return Files.exists(answers) ? sets(SuiteFiles.json(answers)) : List.of();
  }

  private static ObjectNode none() {
    return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
  }

  private CaseResult run(String id, AcvpVector vector) throws SigningFailed {
    try {
      Reaction expected = vector.expectsAcceptance() ? Reaction.ACCEPTED : Reaction.REFUSED;
      String detail = vector.kind() + ", group " + vector.group().get("tgId");
      return CaseResult.of(id, expected.toString(), react(vector).toString(), detail);
    } catch (NotApplicable e) {
      return CaseResult.skipped(id, String.valueOf(e.getMessage()));
    }
  }

  private Reaction react(AcvpVector vector) throws NotApplicable, SigningFailed {
    String kind = vector.kind();
    return switch (kind) {
      case "ACVP-AES-GCM", "ACVP-AES-CCM" -> symmetric.aead(vector);
      case "SHA2-256", "SHA2-384", "SHA2-512" -> symmetric.hash(vector);
      case "HMAC-SHA2-256", "HMAC-SHA2-384", "HMAC-SHA2-512" -> symmetric.hmac(vector);
      case "TLS-v1.2/KDF" -> symmetric.tls12(vector);
      case "TLS-v1.3/KDF" -> symmetric.tls13(vector);
      case "kdf-components/tls" -> symmetric.tlsComponents(vector);
      case "ML-KEM/keyGen" -> keys.mlKemKeyGeneration(vector);
      case "ML-KEM/encapDecap" -> keys.mlKemEncapsulation(vector);
      case "ML-DSA/keyGen" -> keys.mlDsaKeyGeneration(vector);
      case "ECDSA/keyVer" -> keys.ecKey(vector);
      case "ECDSA/sigVer" -> keys.ecdsa(vector);
      case "RSA/sigVer" -> keys.rsa(vector);
      case "ACVP-AES-CBC" ->
          throw new NotApplicable("AES-CBC without MAC and padding: TLS has it with both only");
      case "SHA-1", "HMAC-SHA-1" ->
          throw new NotApplicable("SHA-1, which no suite here uses by itself");
      case "KDA/HKDF" -> throw new NotApplicable("HKDF with SHA2-224 or SHA2-512/256");
      case "ML-DSA/sigGen", "ML-DSA/sigVer" ->
          throw new NotApplicable("ML-DSA's internal interface, which TLS does not use");
      case "KAS-ECC-SSC", "KAS-FFC-SSC", "RSA/sigGen" ->
          throw new NotApplicable("the answers are not in the files");
      default -> throw new NotApplicable("tests of " + kind);
    };
  }
}
