package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.endpoint.EmbeddedClient;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs against clients: ours, broken ones, a program that is started. */
@Timeout(300) // guards against a hang, and against nothing else
class ClientRunTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final ReferenceIdentity LOCALHOST = ReferenceIdentity.of("localhost");

  private static List<ConversationFile> files = List.of();
  private static RunCertificates certificates = RunCertificates.forClients(CRYPTO, Instant.now());

  @BeforeAll
  static void load() throws Exception {
    files = new ConversationLoader().shipped();
  }

  @Test
  void ourClientPassesEverythingStrictly() throws Exception {
    assertPassesStrictly("clasp-client", 600);
  }

  @Test
  void ourClientWithAllOfTls12PassesEverythingStrictly() throws Exception {
    assertPassesStrictly("clasp-client-legacy", 500);
  }

  @Test
  void ourClientWithNistCurvesPassesEverythingStrictly() throws Exception {
    assertPassesStrictly("clasp-client-plain", 280);
  }

  @Test
  void ourClientThatResumesAndSendsEarlyDataPassesEverythingStrictly() throws Exception {
    assertPassesStrictly("clasp-client-resuming", 400);
  }

  private static void assertPassesStrictly(String profile, int atLeast) throws Exception {
    RunReport report =
        run(Sources.embeddedClient(TargetProfile.shipped(profile), certificates), List.of())
            .judgedStrictly(true);

    List<String> failures =
        report.results().stream()
            .filter(result -> result.fails(true) || result.verdict() == Verdict.INCONCLUSIVE)
            .map(result -> result.verdict() + " " + result.id() + ": " + result.judgement().found())
            .toList();
    assertAll(
        () -> assertEquals(List.of(), failures),
        () -> assertTrue(report.passed() >= atLeast, () -> "passed: " + report.passed()));
  }

  @Test
  void catchesAClientThatAcceptsAnyCertificate() throws Exception {
    ClientConfig careless = ClientConfig.builder(CRYPTO).dangerous().acceptAnyCertificate().build();
    List<String> accepted =
        accepted(
            () -> TlsConnection.start(CRYPTO, Handshake.client(careless, LOCALHOST)),
            "client-server-certificate-");

    assertTrue(
        accepted.containsAll(
            List.of(
                "client13-certificate:client-server-certificate-untrusted",
                "client13-certificate:client-server-certificate-expired",
                "client13-certificate:client-server-certificate-future")),
        () -> "accepted: " + accepted);
  }

  @Test
  void catchesAClientThatIgnoresMessagesOutOfOrder() throws Exception {
    ClientConfig config = ClientConfig.builder(CRYPTO).dangerous().acceptAnyCertificate().build();
    RunReport report =
        run(
            Sources.client(
                profile(),
                () ->
                    TlsConnection.start(
                        CRYPTO,
                        BrokenStates.ignoringUnexpectedMessages(
                            Handshake.client(config, LOCALHOST)))),
            List.of("client13-message-order"));

    assertTrue(report.failed() >= 10, () -> "failed: " + report.failed());
  }

  @Test
  void aProgramIsStartedForEachConversation() throws Exception {
    assumeTrue(hasOpenSsl(), "openssl is not installed");
    RunReport report =
        run(
            Sources.startedClient(TargetProfile.shipped("openssl-client"), certificates),
            List.of("client13-finished"));

    assertAll(
        () -> assertEquals(0, report.failed(), "failed"),
        () -> assertTrue(report.passed() >= 9, () -> "passed: " + report.passed()));
  }

  @Test
  void aProgramThatDoesNotConnectEndsTheRunWithoutAVerdictOnAnythingElse() throws Exception {
    TargetProfile idle =
        TargetProfile.unknown("idle", TargetRole.CLIENT).startedBy(List.of("true", "{port}"));
    RunReport report =
        run(Sources.startedClient(idle, certificates), List.of("client-finished-zeros"));

    assertEquals(0, report.passed());
  }

  private static List<String> accepted(EmbeddedClient.Connections client, String only)
      throws Exception {
    return run(Sources.client(profile(), client), List.of(only)).results().stream()
        .filter(result -> result.verdict() == Verdict.FAIL_ACCEPTED)
        .map(Result::id)
        .toList();
  }

  private static TargetProfile profile() {
    return TargetProfile.unknown("broken", TargetRole.CLIENT);
  }

  private static RunReport run(TargetSource source, List<String> only) throws Exception {
    RunSettings settings =
        new RunSettings(
            1,
            RunSettings.Size.DEFAULT,
            OptionalInt.of(2),
            Duration.ofSeconds(20),
            new Selection(only, List.of(), Optional.empty()));
    return new SuiteRun(files, source, certificates, settings, Progress.NONE).run();
  }

  private static boolean hasOpenSsl() throws Exception {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
