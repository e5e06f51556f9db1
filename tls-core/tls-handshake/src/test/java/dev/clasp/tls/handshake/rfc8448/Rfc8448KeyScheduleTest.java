package dev.clasp.tls.handshake.rfc8448;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.rfc8448.Rfc8448Trace.Message;
import dev.clasp.tls.handshake.schedule.EarlySecret;
import dev.clasp.tls.handshake.schedule.HandshakeSecret;
import dev.clasp.tls.handshake.schedule.HandshakeTrafficSecret;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.schedule.MainSecret;
import dev.clasp.tls.handshake.schedule.TrafficSecret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key schedule of RFC 8448, secret by secret, from its messages and shared secrets. */
class Rfc8448KeyScheduleTest {
  private static final Hashes HASHES = CryptoProviders.standard().hashes();
  private static final Suite13 SUITE = Suite13.TLS_AES_128_GCM_SHA256;

  /** The transcripts of one trace, and the stages of its schedule. */
  private static final class Replay {
    private final Rfc8448Trace trace;
    private final Map<KeyLog.Label, Secret> logged = new EnumMap<>(KeyLog.Label.class);
    private final KeySchedule schedule =
        new KeySchedule(
            HASHES,
            HashAlgorithm.SHA256,
            (label, random, secret) -> logged.put(label, secret),
            new Random(Bytes.copyOf(new byte[Random.LENGTH])));

    Replay(Rfc8448Trace trace) {
      this.trace = trace;
    }

    EarlySecret early() {
      return trace
          .psk()
          .map(psk -> schedule.early(Secret.copyOf(psk)))
          .orElseGet(schedule::earlyWithoutPsk);
    }

    HandshakeSecret handshake() {
      return early().toHandshake(Secret.copyOf(trace.value("handshake secret", "ikm")));
    }

    MainSecret main() {
      return handshake().toMain();
    }

    /** Through the {@code nth} message of a type, from 1; a HelloRetryRequest is no ServerHello. */
    Transcript through(HandshakeType last, int nth) throws TlsException {
      return transcript(last, nth, true);
    }

    Transcript before(HandshakeType last, int nth) throws TlsException {
      return transcript(last, nth, false);
    }

    private Transcript transcript(HandshakeType last, int nth, boolean included)
        throws TlsException {
      Transcript transcript = Transcript.empty(HASHES, HashAlgorithm.SHA256);
      int found = 0;
      for (Message message : trace.messages()) {
        boolean retry = isHelloRetryRequest(message);
        if (retry) {
          transcript = transcript.withMessageHash();
        }
        found += message.type() == last && !retry ? 1 : 0;
        if (found < nth || included) {
          transcript = transcript.plus(message.bytes());
        }
        if (found == nth) {
          return transcript;
        }
      }
      throw new IllegalArgumentException(trace + ": no " + last);
    }

    private static boolean isHelloRetryRequest(Message message) throws TlsException {
      Bytes bytes = message.bytes();
      return message.type() == HandshakeType.SERVER_HELLO
          && ((ServerHello)
                  HandshakeCodecs.HELLO.decode(
                      new HandshakeFrame(
                          message.type(), bytes.slice(4, bytes.size()), bytes, true)))
              .isHelloRetryRequest();
    }

    void assertSecret(String name, TrafficSecret actual) {
      assertSecret(name, actual.epoch(SUITE).trafficSecret());
    }

    void assertSecret(String name, Secret actual) {
      assertEquals(Secret.copyOf(trace.value(name, "value")), actual, name);
    }
  }

  static List<Rfc8448Trace> traces() {
    return Rfc8448Trace.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void handshakeTrafficSecrets(Rfc8448Trace trace) throws TlsException {
    Replay replay = new Replay(trace);
    Transcript serverHello = replay.through(HandshakeType.SERVER_HELLO, 1);

    replay.assertSecret("c hs traffic", replay.handshake().clientTraffic(serverHello));
    replay.assertSecret("s hs traffic", replay.handshake().serverTraffic(serverHello));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void applicationTrafficSecrets(Rfc8448Trace trace) throws TlsException {
    Replay replay = new Replay(trace);
    Transcript serverFinished = replay.through(HandshakeType.FINISHED, 1);

    replay.assertSecret("c ap traffic", replay.main().clientTraffic(serverFinished));
    replay.assertSecret("s ap traffic", replay.main().serverTraffic(serverFinished));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void exporterSecret(Rfc8448Trace trace) throws TlsException {
    Replay replay = new Replay(trace);

    replay.main().exporter(replay.through(HandshakeType.FINISHED, 1));

    replay.assertSecret("exp master", replay.logged.get(KeyLog.Label.EXPORTER_SECRET));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  @DisplayName("verify_data of both Finished (RFC 9846 §4.5.3)")
  void finished(Rfc8448Trace trace) throws TlsException {
    Replay replay = new Replay(trace);
    Transcript serverHello = replay.through(HandshakeType.SERVER_HELLO, 1);
    HandshakeTrafficSecret client = replay.handshake().clientTraffic(serverHello);
    HandshakeTrafficSecret server = replay.handshake().serverTraffic(serverHello);
    Transcript beforeServers = replay.before(HandshakeType.FINISHED, 1);
    Transcript beforeClients = replay.before(HandshakeType.FINISHED, 2);

    assertEquals(trace.value("server finished", "verify_data"), server.verifyData(beforeServers));
    assertEquals(trace.value("client finished", "verify_data"), client.verifyData(beforeClients));
    assertDoesNotThrow(
        () -> server.verify(trace.value("server finished", "verify_data"), beforeServers));
    ProtocolViolation e =
        assertThrows(
            ProtocolViolation.class,
            () -> server.verify(trace.value("client finished", "verify_data"), beforeServers));
    assertEquals(Optional.of(AlertDescription.DECRYPT_ERROR), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.5.3")), e.clause());
  }

  @Test
  @DisplayName("the PSK binder of section 4 (RFC 9846 §4.3.11.2)")
  void binder() {
    Replay replay = new Replay(Rfc8448Trace.ofSection("4"));
    Bytes hash =
        HASHES.digest(
            HashAlgorithm.SHA256, replay.trace.value("psk binder", "truncated_client_hello"));

    assertEquals(replay.trace.value("psk binder", "transcript_hash"), hash);
    assertEquals(
        replay.trace.value("psk binder", "binder"),
        replay.early().binder(EarlySecret.PskKind.RESUMPTION, hash));
  }

  @Test
  void earlySecrets() throws TlsException {
    Replay replay = new Replay(Rfc8448Trace.ofSection("4"));
    Transcript clientHello = replay.through(HandshakeType.CLIENT_HELLO, 1);

    replay.assertSecret("c e traffic", replay.early().clientEarlyTraffic(clientHello));
    replay.early().earlyExporter(clientHello);
    replay.assertSecret("e exp master", replay.logged.get(KeyLog.Label.EARLY_EXPORTER_SECRET));
  }

  @Test
  @DisplayName("the ticket of section 3 stands for the PSK of section 4 (RFC 9846 §4.7.1)")
  void resumption() throws TlsException {
    Replay replay = new Replay(Rfc8448Trace.ofSection("3"));

    Secret psk =
        replay
            .main()
            .resumption(replay.through(HandshakeType.FINISHED, 2))
            .psk(replay.trace.value("resumption", "context"));

    replay.assertSecret("resumption", psk);
    assertEquals(Secret.copyOf(Rfc8448Trace.ofSection("4").psk().orElseThrow()), psk);
  }

  @Test
  void everyValueOfTheScheduleIsKnown() {
    assertEquals(90, traces().stream().mapToInt(trace -> trace.names().size()).sum());
  }
}
