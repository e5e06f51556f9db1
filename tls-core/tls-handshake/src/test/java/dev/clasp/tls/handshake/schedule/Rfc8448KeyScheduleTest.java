package dev.clasp.tls.handshake.schedule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.rfc8448.Rfc8448Trace;
import dev.clasp.tls.handshake.rfc8448.Rfc8448Trace.Message;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The traces of RFC 8448, secret by secret. */
class Rfc8448KeyScheduleTest {
  private static final Hashes HASHES = CryptoProviders.standard().hashes();
  private static final Suite13 SUITE = Suite13.TLS_AES_128_GCM_SHA256;

  static List<Rfc8448Trace> traces() {
    return Rfc8448Trace.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void handshakeTrafficSecrets(Rfc8448Trace trace) {
    HandshakeSecret handshake = handshake(trace);
    Transcript serverHello = through(trace, HandshakeType.SERVER_HELLO, "server");

    assertAll(
        () -> assertTraffic(trace, "c hs traffic", handshake.clientTraffic(serverHello)),
        () -> assertTraffic(trace, "s hs traffic", handshake.serverTraffic(serverHello)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void bothFinished(Rfc8448Trace trace) {
    HandshakeSecret handshake = handshake(trace);
    Transcript serverHello = through(trace, HandshakeType.SERVER_HELLO, "server");

    assertAll(
        () ->
            assertNotNull(
                handshake
                    .serverTraffic(serverHello)
                    .verify(
                        trace.value("server finished", "verify_data"),
                        before(trace, HandshakeType.FINISHED, "server"))),
        () ->
            assertEquals(
                trace.value("client finished", "verify_data"),
                handshake
                    .clientTraffic(serverHello)
                    .verifyData(before(trace, HandshakeType.FINISHED, "client"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void applicationSecrets(Rfc8448Trace trace) {
    MainSecret main = handshake(trace).toMain();
    Transcript serverFinished = through(trace, HandshakeType.FINISHED, "server");

    assertAll(
        () -> assertTraffic(trace, "c ap traffic", main.clientTraffic(serverFinished)),
        () -> assertTraffic(trace, "s ap traffic", main.serverTraffic(serverFinished)),
        () -> assertExporter(trace, "exp master", main.exporter(serverFinished)));
  }

  @Test
  void earlySecrets() {
    Rfc8448Trace trace = Rfc8448Trace.ofSection("4");
    EarlySecret early = early(trace);
    Transcript clientHello = through(trace, HandshakeType.CLIENT_HELLO, "client");

    assertAll(
        () -> assertTraffic(trace, "c e traffic", early.clientEarlyTraffic(clientHello)),
        () -> assertExporter(trace, "e exp master", early.earlyExporter(clientHello)));
  }

  @Test
  void pskBinder() {
    Rfc8448Trace trace = Rfc8448Trace.ofSection("4");
    Bytes truncated =
        Transcript.empty(HASHES, HashAlgorithm.SHA256)
            .hashWith(trace.value("psk binder", "truncated_client_hello"));

    assertEquals(trace.value("psk binder", "transcript_hash"), truncated);
    assertEquals(
        trace.value("psk binder", "binder"),
        early(trace).binder(EarlySecret.PskKind.RESUMPTION, truncated));
  }

  @Test
  void thePskOfATicketIsThatOfTheResumedConnection() {
    Rfc8448Trace trace = Rfc8448Trace.ofSection("3");
    ResumptionSecret resumption =
        handshake(trace).toMain().resumption(through(trace, HandshakeType.FINISHED, "client"));

    Secret psk = resumption.psk(trace.value("resumption", "context"));

    assertEquals(Secret.copyOf(Rfc8448Trace.ofSection("4").psk().orElseThrow()), psk);
    assertEquals(Secret.copyOf(trace.value("resumption", "value")), psk);
  }

  @Test
  void keyLogHoldsTheSecretsOfTheTrace() {
    Rfc8448Trace trace = Rfc8448Trace.ofSection("3");
    Random random = new Random(trace.message(HandshakeType.CLIENT_HELLO).slice(6, 38));
    List<String> lines = new java.util.ArrayList<>();
    KeySchedule schedule =
        new KeySchedule(HASHES, HashAlgorithm.SHA256, new KeyLogLines(lines::add), random);
    HandshakeKeys keys =
        HandshakeKeys.derive(
            schedule,
            Secret.copyOf(trace.value("handshake secret", "ikm")),
            through(trace, HandshakeType.SERVER_HELLO, "server"));
    Transcript serverFinished = through(trace, HandshakeType.FINISHED, "server");
    keys.main().clientTraffic(serverFinished);
    keys.main().serverTraffic(serverFinished);
    keys.main().exporter(serverFinished);

    assertEquals(
        List.of(
            line("CLIENT_HANDSHAKE_TRAFFIC_SECRET", trace, "c hs traffic"),
            line("SERVER_HANDSHAKE_TRAFFIC_SECRET", trace, "s hs traffic"),
            line("CLIENT_TRAFFIC_SECRET_0", trace, "c ap traffic"),
            line("SERVER_TRAFFIC_SECRET_0", trace, "s ap traffic"),
            line("EXPORTER_SECRET", trace, "exp master")),
        lines);
  }

  private static String line(String label, Rfc8448Trace trace, String name) {
    return "%s %s %s"
        .formatted(
            label,
            trace.message(HandshakeType.CLIENT_HELLO).slice(6, 38),
            trace.value(name, "value"));
  }

  private static EarlySecret early(Rfc8448Trace trace) {
    KeySchedule schedule =
        new KeySchedule(
            HASHES, HashAlgorithm.SHA256, KeyLog.NONE, new Random(Secrets.filled(32, 0)));
    return trace
        .psk()
        .map(psk -> schedule.early(Secret.copyOf(psk)))
        .orElseGet(schedule::earlyWithoutPsk);
  }

  private static HandshakeSecret handshake(Rfc8448Trace trace) {
    return early(trace).toHandshake(Secret.copyOf(trace.value("handshake secret", "ikm")));
  }

  /** Through the last message of this type and sender, which is the one the schedule means. */
  private static Transcript through(Rfc8448Trace trace, HandshakeType type, String sender) {
    return upTo(trace, lastIndex(trace, type, sender) + 1);
  }

  private static Transcript before(Rfc8448Trace trace, HandshakeType type, String sender) {
    return upTo(trace, lastIndex(trace, type, sender));
  }

  private static int lastIndex(Rfc8448Trace trace, HandshakeType type, String sender) {
    List<Message> messages = trace.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).type() == type && messages.get(i).sender().equals(sender)) {
        return i;
      }
    }
    throw new AssertionError("no " + type + " of the " + sender);
  }

  private static Transcript upTo(Rfc8448Trace trace, int end) {
    Transcript transcript = Transcript.empty(HASHES, HashAlgorithm.SHA256);
    for (Message message : trace.messages().subList(0, end)) {
      Transcript before = isRetry(message) ? transcript.withMessageHash() : transcript;
      transcript = before.plus(message.bytes());
    }
    return transcript;
  }

  private static boolean isRetry(Message message) {
    if (message.type() != HandshakeType.SERVER_HELLO) {
      return false;
    }
    try {
      Bytes body = message.bytes().slice(4, message.bytes().size());
      return ServerHello.decode(WireReader.of("ServerHello", body)).isHelloRetryRequest();
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertTraffic(Rfc8448Trace trace, String name, TrafficSecret actual) {
    assertEquals(
        Secret.copyOf(trace.value(name, "value")), actual.epoch(SUITE).trafficSecret(), name);
  }

  /** An exporter secret shows only in what it exports. */
  private static void assertExporter(Rfc8448Trace trace, String name, ExporterSecret actual) {
    KeySchedule schedule =
        new KeySchedule(
            HASHES, HashAlgorithm.SHA256, KeyLog.NONE, new Random(Secrets.filled(32, 0)));
    ExporterSecret expected =
        new ExporterSecret(schedule, Secret.copyOf(trace.value(name, "value")));
    assertEquals(
        expected.export("EXPERIMENTAL", Bytes.of(1), 32),
        actual.export("EXPERIMENTAL", Bytes.of(1), 32),
        name);
  }
}
