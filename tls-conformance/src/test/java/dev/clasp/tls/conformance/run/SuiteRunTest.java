package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.endpoint.CommandWords;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.endpoint.TargetSource;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsServer;
import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs: against our server, against broken ones, against one that dies. */
@Timeout(300) // guards against a hang, and against nothing else
class SuiteRunTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();

  private static List<ConversationFile> files = List.of();
  private static RunCertificates certificates =
      RunCertificates.make(CRYPTO, KeyType.RSA_2048, Instant.now());

  @BeforeAll
  static void load() throws Exception {
    files = new ConversationLoader().shipped();
  }

  @Test
  void ourServerPassesEverythingStrictly() throws Exception {
    TargetProfile profile = TargetProfile.shipped("clasp");
    RunReport report =
        run(Sources.embedded(profile, certificates), settings(1, List.of())).judgedStrictly(true);

    List<String> failures =
        report.results().stream()
            .filter(result -> result.fails(true) || result.verdict() == Verdict.INCONCLUSIVE)
            .map(result -> result.verdict() + " " + result.id() + ": " + result.judgement().found())
            .toList();
    assertAll(
        () -> assertEquals(List.of(), failures),
        () -> assertTrue(report.passed() >= 780, () -> "passed: " + report.passed()));
  }

  @Test
  void ourServerPassesWithClientCertificates() throws Exception {
    TargetProfile profile = TargetProfile.shipped("clasp-client-auth");
    RunReport report =
        run(Sources.embedded(profile, certificates), settings(1, List.of())).judgedStrictly(true);

    assertAll(
        () -> assertEquals(0, report.failed()),
        () -> assertEquals(0, report.inconclusive()),
        () -> assertTrue(report.passed() >= 30, () -> "passed: " + report.passed()));
  }

  @Test
  void ourServerPassesWithEarlyDataAndKeysFromOutside() throws Exception {
    TargetProfile profile = TargetProfile.shipped("clasp-early-data");
    RunReport report =
        run(
                Sources.embedded(profile, certificates),
                settings(1, List.of("tls13-early-data:", "tls13-external-psk:", "compression:")))
            .judgedStrictly(true);

    assertAll(
        () -> assertEquals(0, report.failed()),
        () -> assertEquals(0, report.inconclusive()),
        () -> assertTrue(report.passed() >= 35, () -> "passed: " + report.passed()));
  }

  @Test
  void theSameSeedSendsTheSameBytes() throws Exception {
    List<Bytes> one = clientHellos(7);
    List<Bytes> same = clientHellos(7);
    List<Bytes> other = clientHellos(8);

    assertAll(
        () -> assertTrue(one.size() > 10, () -> "hellos: " + one.size()),
        () -> assertEquals(one, same),
        () -> assertTrue(!one.equals(other), "another seed, other bytes"));
  }

  private static List<Bytes> clientHellos(long seed) throws Exception {
    TargetProfile profile = TargetProfile.shipped("clasp");
    RunReport report =
        run(Sources.embedded(profile, certificates), settings(seed, List.of("tls13-key-share:")));
    List<Bytes> hellos = new ArrayList<>();
    for (Result result : report.results()) {
      result.events().stream()
          .filter(event -> event.side() == Exchange.Side.SENT)
          .filter(event -> event.what().equals("ClientHello"))
          .map(Exchange.Event::bytes)
          .forEach(hellos::add);
    }
    return hellos;
  }

  @Test
  void aReplayRunsExactlyOneCell() throws Exception {
    TargetProfile profile = TargetProfile.shipped("clasp");
    Selection.Replay replay =
        Selection.Replay.parse("tls13-key-update:key-update-unknown-request@5[bad_type=77]");
    RunReport report =
        run(
            Sources.embedded(profile, certificates),
            new RunSettings(
                replay.seed(),
                RunSettings.Size.DEFAULT,
                OptionalInt.empty(),
                Duration.ofSeconds(20),
                new Selection(List.of(), List.of(), Optional.of(replay))));

    assertEquals(
        List.of("tls13-key-update:key-update-unknown-request[bad_type=77]", "tls13-sanity:sanity"),
        report.results().stream().map(Result::id).toList());
  }

  @Test
  void catchesAServerThatAcceptsAnyFinished() throws Exception {
    try (TlsServer server =
        broken(
            builder -> {
              BrokenStates.AnyFinished broken = new BrokenStates.AnyFinished();
              return broken.wrap(Handshake.server(builder.keyLog(broken).build()), CRYPTO);
            })) {
      List<String> accepted = accepted(server, "tls13-finished");

      assertTrue(
          accepted.stream().filter(id -> id.contains("finished-bit-flipped")).count() >= 6,
          () -> "accepted: " + accepted);
    }
  }

  @Test
  void catchesAServerThatIgnoresMessagesOutOfOrder() throws Exception {
    try (TlsServer server =
        broken(
            builder ->
                BrokenStates.ignoringUnexpectedMessages(Handshake.server(builder.build())))) {
      RunReport report = run(running(server.port()), settings(1, List.of("tls13-message-order")));

      assertTrue(report.failed() >= 5, () -> "failed: " + report.failed());
    }
  }

  /** Makes the first step of each connection. */
  @FunctionalInterface
  private interface FirstStep {
    Step of(ServerConfig.Builder builder);
  }

  private static TlsServer broken(FirstStep first) throws IOException {
    CredentialSelector credentials =
        CredentialSelector.of(List.of(certificates.server().credential(CRYPTO)));
    return TlsServer.onLoopback(
        0,
        TlsServer.Settings.of(
            () ->
                TlsConnection.start(
                    CRYPTO,
                    first.of(
                        ServerConfig.builder(CRYPTO, credentials)
                            .versions(List.of(ProtocolVersion.TLS13))
                            .keyLog(KeyLog.NONE))),
            ApplicationMode.HTTP));
  }

  private static List<String> accepted(TlsServer server, String only) throws Exception {
    return run(running(server.port()), settings(1, List.of(only))).results().stream()
        .filter(result -> result.verdict() == Verdict.FAIL_ACCEPTED)
        .map(Result::id)
        .toList();
  }

  @Test
  void aServerThatAnswersNothingIsSilentAndTheRunEnds() throws Exception {
    List<Socket> open = new CopyOnWriteArrayList<>();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> acceptAll(listener, open, Integer.MAX_VALUE));
      thread.setDaemon(true);
      thread.start();
      RunReport report =
          run(
              Sources.running(TargetProfile.shipped("clasp"), "127.0.0.1", listener.getLocalPort()),
              settings(1, List.of("tls13-finished")));

      assertAll(
          () -> assertEquals(1, report.failed(), "sanity"),
          () -> assertEquals(Verdict.FAIL_SILENT, result(report, "tls13-sanity:sanity").verdict()),
          () -> assertTrue(report.inconclusive() > 5, "nothing else can be concluded"));
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void aServerThatDiesMidRunGivesACrashAndNoHang() throws Exception {
    assumeTrue(hasOpenSsl(), "openssl is not installed");
    // -naccept: the process ends after so many connections.
    String command = "openssl s_server -accept {port} -cert {cert} -key {key} -www -naccept 4";
    TargetProfile profile = TargetProfile.shipped("openssl").startedBy(CommandWords.split(command));
    RunReport report =
        run(Sources.started(profile, certificates), settings(1, List.of("tls13-finished")));

    assertAll(
        () -> assertTrue(report.crashed(), "a death is a crash"),
        () ->
            assertTrue(
                report.results().stream().anyMatch(each -> each.verdict() == Verdict.PASS),
                "the run went on with a new process"));
  }

  @Test
  void aRunningServerThatGoesAwayGivesACrashAndNoHang() throws Exception {
    try (TlsServer server = broken(builder -> Handshake.server(builder.build()))) {
      Progress killer =
          new Progress() {
            private int finished;

            @Override
            public void phase(String what) {}

            @Override
            public void total(int conversations) {}

            @Override
            public synchronized void finished(Result result) {
              finished++;
              if (finished == 4) {
                try {
                  server.close();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            }
          };
      RunReport report =
          new SuiteRun(
                  files,
                  running(server.port()),
                  certificates,
                  settings(1, List.of("tls13-finished")),
                  killer)
              .run();

      assertAll(
          () -> assertTrue(report.crashed(), "the target took no connection any more"),
          () -> assertTrue(report.inconclusive() > 0, "what could not run is not concluded"),
          () -> assertTrue(report.passed() > 0, "what ran before stands"));
    }
  }

  private static boolean hasOpenSsl() throws Exception {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void acceptAll(ServerSocket listener, List<Socket> open, int count) {
    for (int i = 0; i < count; i++) {
      try {
        open.add(listener.accept());
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static TargetSource running(int port) throws Exception {
    TargetProfile clasp = TargetProfile.shipped("clasp");
    TargetProfile tls13 =
        new TargetProfile(
            clasp.name(),
            clasp.title(),
            clasp.role(),
            clasp.embedded(),
            clasp.start(),
            clasp.application(),
            clasp.certificate(),
            clasp.serverName(),
            clasp.parallel(),
            clasp.capabilities().with("tls12", "false").with("tickets", "false"));
    return Sources.running(tls13, "127.0.0.1", port);
  }

  private static Result result(RunReport report, String id) {
    return report.results().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static RunSettings settings(long seed, List<String> only) {
    return new RunSettings(
        seed,
        RunSettings.Size.DEFAULT,
        OptionalInt.of(2),
        Duration.ofSeconds(20),
        new Selection(only, List.of(), Optional.empty()));
  }

  private static RunReport run(TargetSource source, RunSettings settings) throws Exception {
    return new SuiteRun(files, source, certificates, settings, Progress.NONE).run();
  }
}
