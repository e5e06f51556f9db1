package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.property.PropertyRun;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The properties against our server and client, and against a server that breaks one. */
@Timeout(300) // guards against a hang, and against nothing else
class PropertyRunTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final int TRIES = 20;

  /** Fresh for each build; in the message of every failure. */
  private static final long SEED = System.nanoTime() & 0x7FFFFFFF;

  @Test
  void ourServerKeepsThemAll() throws Exception {
    RunCertificates certificates = RunCertificates.make(CRYPTO, KeyType.RSA_2048, Instant.now());
    assertKept(33, Sources.embedded(TargetProfile.shipped("clasp"), certificates), certificates);
  }

  @Test
  void ourClientKeepsThemAll() throws Exception {
    RunCertificates certificates = RunCertificates.forClients(CRYPTO, Instant.now());
    assertKept(
        15,
        Sources.embeddedClient(TargetProfile.shipped("clasp-client"), certificates),
        certificates);
  }

  private static void assertKept(int count, TargetSource source, RunCertificates certificates)
      throws Exception {
    RunReport report = run(source, certificates, SEED, List.of(), Optional.empty());
    List<String> broken =
        report.results().stream()
            .filter(result -> result.verdict() != Verdict.PASS)
            .map(result -> result.verdict() + " " + result.id() + ": " + result.judgement().found())
            .toList();
    assertAll(
        "seed " + SEED,
        () -> assertEquals(List.of(), broken),
        () -> assertEquals(count, report.results().size()),
        () ->
            assertEquals(
                "held in %d conversations".formatted(TRIES),
                report.results().get(0).judgement().found()));
  }

  @Test
  void aBrokenServerIsShownByTheSmallestConversationWhichRunsAlone(@TempDir Path folder)
      throws Exception {
    RunCertificates certificates = RunCertificates.make(CRYPTO, KeyType.RSA_2048, Instant.now());
    try (TlsServer server = serverThatTakesAnyFinished(certificates)) {
      RunReport report =
          run(
              running(server.port()),
              certificates,
              5,
              List.of("server-finished-any-change"),
              Optional.empty());
      Result result = report.results().get(0);
      String file = result.evidence().conversation().orElseThrow();
      JsonNode steps = new ObjectMapper().readTree(file).at("/conversations/0/steps");
      JsonNode flip = steps.get(1).at("/modifiers/0/xors");

      assertAll(
          () -> assertEquals(Verdict.FAIL_ACCEPTED, result.verdict()),
          () -> assertEquals("{\"-1\":1}", flip.toString(), "the smallest change of all"),
          () -> assertTrue(result.evidence().capture().isPresent(), "with what crossed the wire"));

      Path counterexample = Files.writeString(folder.resolve("found.json"), file);
      Selection.Replay replay = new Selection.Replay(result.id(), 5, "");
      RunReport again =
          new SuiteRun(
                  new ConversationLoader().from(counterexample),
                  running(server.port()),
                  certificates,
                  settings(5, List.of(), Optional.of(replay)),
                  Progress.NONE)
              .run();
      assertEquals(Verdict.FAIL_ACCEPTED, again.results().get(0).verdict());
    }
  }

  private static TlsServer serverThatTakesAnyFinished(RunCertificates certificates)
      throws Exception {
    CredentialSelector credentials =
        CredentialSelector.of(List.of(certificates.server().credential(CRYPTO)));
    return TlsServer.onLoopback(
        0,
        TlsServer.Settings.of(
            () -> {
              BrokenStates.AnyFinished broken = new BrokenStates.AnyFinished();
              ServerConfig config =
                  ServerConfig.builder(CRYPTO, credentials)
                      .versions(List.of(ProtocolVersion.TLS13))
                      .keyLog(broken)
                      .build();
              return TlsConnection.start(CRYPTO, broken.wrap(Handshake.server(config), CRYPTO));
            },
            ApplicationMode.HTTP));
  }

  private static TargetSource running(int port) throws Exception {
    return Sources.running(TargetProfile.shipped("clasp"), "127.0.0.1", port);
  }

  private static RunSettings settings(
      long seed, List<String> only, Optional<Selection.Replay> replay) {
    return new RunSettings(
        seed,
        RunSettings.Size.DEFAULT,
        OptionalInt.of(2),
        Duration.ofSeconds(20),
        new Selection(only, List.of(), replay));
  }

  private static RunReport run(
      TargetSource source,
      RunCertificates certificates,
      long seed,
      List<String> only,
      Optional<Selection.Replay> replay)
      throws Exception {
    List<ConversationFile> none = List.of();
    return new SuiteRun(
            none,
            PropertyRun.all(TRIES),
            source,
            certificates,
            settings(seed, only, replay),
            Progress.NONE)
        .run();
  }
}
