package dev.clasp.tls.conformance.suites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clasp.tls.conformance.suites.bettertls.BetterTlsSuite;
import dev.clasp.tls.conformance.suites.bettertls.NameConstraintSuite;
import dev.clasp.tls.conformance.suites.bettertls.PathBuildingSuite;
import dev.clasp.tls.conformance.suites.chains.BoringSslSuite;
import dev.clasp.tls.conformance.suites.chains.ChainJudge;
import dev.clasp.tls.conformance.suites.chains.LimboSuite;
import dev.clasp.tls.conformance.suites.chains.PkitsSuite;
import dev.clasp.tls.conformance.suites.chains.PqcCertificateSuite;
import dev.clasp.tls.conformance.suites.primitives.AcvpSuite;
import dev.clasp.tls.conformance.suites.primitives.Ed25519Suite;
import dev.clasp.tls.conformance.suites.primitives.WycheproofSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The suites themselves, where their files are. Every case has an answer from every provider; ours
 * are all as expected. What the JDK answers differs from release to release, so its failures are
 * not counted here.
 */
class ExternalSuitesTest {
  private static final int LIMBO = 119;
  private static final int PKITS = 249;
  private static final int PATH_BUILDING = 81;
  private static final int NAME_CONSTRAINTS = 9491;
  private static final int WYCHEPROOF = 24_078;
  private static final int ACVP_BORINGSSL = 463;
  private static final int ACVP_RUSTCRYPTO = 360;
  private static final int CCTV_ED25519 = 914;
  private static final int RECORDED_FLOWS = 97;
  private static final int RECORDED_FLOWS_OPENED = 78;
  private static final int BORINGSSL = 585;
  private static final int BORINGSSL_SKIPPED = 63;
  private static final int BORINGSSL_DIFFERENT = 28;

  /** What remained when the reasons for skipping were last looked at; it may only grow. */
  private static final int WYCHEPROOF_RUN = 18_602;

  @ParameterizedTest
  @EnumSource
  void limbo(Provider provider) throws Exception {
    Path file = require("x509-limbo/limbo.json");
    SuiteReport report =
        run(new LimboSuite(file, ChainJudge.of(provider), InstantSource.system()), provider);

    assertEquals(LIMBO, report.results().size());
    assertComplete(report, provider);
  }

  @ParameterizedTest
  @EnumSource
  void pkits(Provider provider) throws Exception {
    Path directory = require("vectors/pkits");
    SuiteReport report = run(new PkitsSuite(directory, ChainJudge.ofItsTime(provider)), provider);

    assertEquals(PKITS, report.results().size());
    assertEquals(0, report.count(Outcome.SKIPPED));
    assertComplete(report, provider);
  }

  /** Where ours answers otherwise, it is on purpose and says why. */
  @ParameterizedTest
  @EnumSource
  void boringSsl(Provider provider) throws Exception {
    Path directory = require("vectors/boringssl-pki");
    SuiteReport report =
        run(new BoringSslSuite(directory, ChainJudge.of(provider), provider), provider);

    assertEquals(BORINGSSL, report.results().size());
    if (provider == Provider.STANDARD) {
      assertEquals(BORINGSSL_SKIPPED, report.count(Outcome.SKIPPED));
      assertEquals(BORINGSSL_DIFFERENT, report.count(Outcome.FAILED), () -> ReportText.of(report));
      assertTrue(
          report.with(Outcome.FAILED).stream()
              .allMatch(result -> result.detail().startsWith("on purpose: ")),
          () -> ReportText.of(report));
      assertEquals(List.of(), report.with(Outcome.INCONCLUSIVE));
    }
  }

  @Test
  void postQuantumCertificates() throws Exception {
    Path directory = require("vectors/pqc-certs");
    SuiteReport report =
        run(new PqcCertificateSuite(directory, Provider.STANDARD), Provider.STANDARD);

    assertEquals(6, report.count(Outcome.PASSED), () -> ReportText.of(report));
    assertComplete(report, Provider.STANDARD);
  }

  @Test
  void betterTls() throws Exception {
    Path file = require("bettertls/pathbuilding.tests.json");
    ChainJudge judge = ChainJudge.of(Provider.STANDARD);
    SuiteReport report =
        run(
            new BetterTlsSuite(
                List.of(
                    new PathBuildingSuite(file, judge),
                    new NameConstraintSuite(judge, InstantSource.system()))),
            Provider.STANDARD);

    assertEquals(PATH_BUILDING + NAME_CONSTRAINTS, report.count(Outcome.PASSED));
    assertComplete(report, Provider.STANDARD);
  }

  /** With our own provider; tls-crypto's WycheproofTest runs all three. */
  @Test
  void wycheproof() throws Exception {
    Path directory = require("wycheproof");
    SuiteReport report = run(new WycheproofSuite(directory, Provider.STANDARD), Provider.STANDARD);

    assertEquals(WYCHEPROOF, report.results().size());
    assertTrue(report.count(Outcome.PASSED) >= WYCHEPROOF_RUN, () -> ReportText.of(report));
    assertComplete(report, Provider.STANDARD);
  }

  /** Every provider's answers are right here, and each does what it did. */
  @ParameterizedTest
  @CsvSource({"STANDARD, 149, 225", "JCA, 134, 0", "BC, 149, 225"})
  void acvp(Provider provider, int boringSsl, int rustCrypto) throws Exception {
    SuiteReport first = run(new AcvpSuite(require("vectors/acvp-boringssl"), provider), provider);
    SuiteReport second = run(new AcvpSuite(require("vectors/acvp-rustcrypto"), provider), provider);

    assertEquals(ACVP_BORINGSSL, first.results().size());
    assertEquals(boringSsl, first.count(Outcome.PASSED), () -> ReportText.of(first));
    assertEquals(ACVP_RUSTCRYPTO, second.results().size());
    assertEquals(rustCrypto, second.count(Outcome.PASSED), () -> ReportText.of(second));
    for (SuiteReport report : List.of(first, second)) {
      assertEquals(List.of(), report.with(Outcome.FAILED));
      assertEquals(List.of(), report.with(Outcome.INCONCLUSIVE));
    }
  }

  /** Every message of every recording; records where the keys follow from zero randomness. */
  @ParameterizedTest
  @EnumSource
  void recordedFlows(Provider provider) throws Exception {
    Path directory = require("vectors/recorded-flows");
    SuiteReport report = run(new RecordedFlowsSuite(directory, provider), provider);

    assertEquals(2 * RECORDED_FLOWS, report.results().size());
    assertEquals(
        RECORDED_FLOWS + RECORDED_FLOWS_OPENED,
        report.count(Outcome.PASSED),
        () -> ReportText.of(report));
    assertEquals(List.of(), report.with(Outcome.FAILED));
    assertComplete(report, provider);
  }

  @ParameterizedTest
  @EnumSource
  void ed25519(Provider provider) throws Exception {
    Path file = require("vectors/ed25519/ed25519vectors.json");
    SuiteReport report = run(new Ed25519Suite(file, provider), provider);

    assertEquals(CCTV_ED25519, report.count(Outcome.PASSED), () -> ReportText.of(report));
  }

  /** Every provider gave answers; only ours must be right. */
  private static void assertComplete(SuiteReport report, Provider provider) {
    assertTrue(report.count(Outcome.PASSED) > 0, () -> ReportText.of(report));
    if (provider == Provider.STANDARD) {
      assertEquals(List.of(), report.with(Outcome.FAILED));
      assertEquals(List.of(), report.with(Outcome.INCONCLUSIVE));
    }
  }

  private static SuiteReport run(VectorSuite suite, Provider provider) throws UnusableSuite {
    return new SuiteRunner(CaseFilter.ALL, Duration.ofSeconds(30), done -> {})
        .run(suite, provider.toString());
  }

  private static Path require(String relative) {
    Optional<Path> file =
        Stream.of(
                Optional.ofNullable(System.getProperty("clasp.data")),
                Optional.ofNullable(System.getenv("CLASP_DATA")))
            .flatMap(Optional::stream)
            .filter(root -> !root.isEmpty() && !root.contains("${"))
            .map(root -> Path.of(root).resolve(relative))
            .filter(Files::exists)
            .findFirst();
    assumeTrue(
        file.isPresent(), () -> relative + " is not below -Dclasp.data or CLASP_DATA: skipped");
    return file.orElseThrow();
  }
}
