package dev.clasp.tls.conformance.suites.bettertls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.SuiteFiles;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import dev.clasp.tls.conformance.suites.chains.Answer;
import dev.clasp.tls.conformance.suites.chains.ChainJudge;
import dev.clasp.tls.conformance.suites.chains.ChainQuestion;
import dev.clasp.tls.conformance.suites.chains.PeerName;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.Profile;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** BetterTLS' cases on path building: graphs of authorities with some edges broken. */
public final class PathBuildingSuite implements VectorSuite {
  private final Path file;
  private final ChainJudge judge;

  /**
   * @param file as BetterTLS exports its tests
   */
  public PathBuildingSuite(Path file, ChainJudge judge) {
    this.file = file;
    this.judge = judge;
  }

  @Override
  public String name() {
    return "BetterTLS path building";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    JsonNode root = SuiteFiles.json(file, "suites");
    JsonNode tests = root.get("suites").path("pathbuilding").path("testCases");
    if (tests.isEmpty()) {
      throw new UnusableSuite(file, "no suites.pathbuilding.testCases: not BetterTLS' export");
    }
    Bytes anchor = decode(root.get("trustRoot"));
    return StreamSupport.stream(tests.spliterator(), false)
        .map(test -> new VectorCase(id(test), () -> run(anchor, test)));
  }

  private static String id(JsonNode test) {
    return "pathbuilding::tc" + test.get("id").asInt();
  }

  private CaseResult run(Bytes anchor, JsonNode test)
      throws DerException, GeneralSecurityException {
    List<Bytes> chain = new ArrayList<>();
    test.get("certificates").forEach(certificate -> chain.add(decode(certificate)));
    Bytes leaf = chain.remove(0);
    Instant time = time(Certificate.parse(leaf), test);
    ChainQuestion question =
        ChainQuestion.server(leaf, chain, anchor, time, Profile.RFC5280_STRICT.rules())
            .named(PeerName.host(test.get("hostname").asText()));
    Answer answer = judge.judge(question);
    return CaseResult.of(
        id(test),
        test.get("expected").asText(),
        answer.accepted() ? "ACCEPT" : "REJECT",
        answer.reason());
  }

  /** The clock of x509-limbo's import of these cases: the export says none. */
  private static Instant time(Certificate leaf, JsonNode test) {
    boolean expired =
        test.get("requiredFeatures").toString().contains("EXPIRED")
            && test.get("expected").asText().equals("REJECT");
    return (expired ? leaf.notAfter() : leaf.notBefore()).plusSeconds(1);
  }

  private static Bytes decode(JsonNode base64) {
    return Bytes.copyOf(Base64.getDecoder().decode(base64.asText()));
  }
}
