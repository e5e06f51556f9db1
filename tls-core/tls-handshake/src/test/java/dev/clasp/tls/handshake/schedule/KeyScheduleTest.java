package dev.clasp.tls.handshake.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
  private static final Hashes HASHES = CryptoProviders.standard().hashes();
  private static final Suite13 SUITE = Suite13.TLS_AES_128_GCM_SHA256;
  private static final Transcript CLIENT_HELLO = transcript(HandshakeType.CLIENT_HELLO);
  private static final Transcript SERVER_HELLO =
      transcript(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO);
  private static final Transcript SERVER_FINISHED =
      transcript(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO, HandshakeType.FINISHED);

  private final KeySchedule schedule =
      new KeySchedule(HASHES, HashAlgorithm.SHA256, KeyLog.NONE, new Random(Filled.bytes(32, 7)));
  private final HandshakeSecret handshake =
      schedule.earlyWithoutPsk().toHandshake(Secret.copyOf(Filled.bytes(32, 1)));

  @Test
  void handshakeTrafficNeedsTheTranscriptThroughServerHello() {
    assertThrows(IllegalStateException.class, () -> handshake.clientTraffic(CLIENT_HELLO));
    assertThrows(IllegalStateException.class, () -> handshake.serverTraffic(SERVER_FINISHED));
  }

  @Test
  void applicationTrafficNeedsTheTranscriptThroughTheServersFinished() {
    MainSecret main = handshake.toMain();
    Transcript clientFinished = SERVER_FINISHED.plus(new Finished(Filled.bytes(32, 2)).framed());

    assertThrows(IllegalStateException.class, () -> main.clientTraffic(SERVER_HELLO));
    assertThrows(IllegalStateException.class, () -> main.serverTraffic(clientFinished));
    assertThrows(IllegalStateException.class, () -> main.exporter(clientFinished));
  }

  @Test
  void resumptionNeedsTheTranscriptThroughTheClientsFinished() {
    assertThrows(IllegalStateException.class, () -> handshake.toMain().resumption(SERVER_FINISHED));
  }

  @Test
  void earlySecretsNeedTheFirstClientHello() {
    EarlySecret early = schedule.earlyWithoutPsk();

    assertThrows(IllegalStateException.class, () -> early.clientEarlyTraffic(SERVER_HELLO));
    assertThrows(IllegalStateException.class, () -> early.earlyExporter(SERVER_HELLO));
  }

  @Test
  void aTranscriptOfAnotherHashIsRefused() {
    Transcript sha384 =
        Transcript.empty(HASHES, HashAlgorithm.SHA384)
            .plus(message(HandshakeType.CLIENT_HELLO))
            .plus(message(HandshakeType.SERVER_HELLO));

    assertThrows(IllegalStateException.class, () -> handshake.clientTraffic(sha384));
  }

  @Test
  void aSuiteWithAnotherHashIsRefused() {
    for (TrafficSecret traffic :
        List.of(
            schedule.earlyWithoutPsk().clientEarlyTraffic(CLIENT_HELLO),
            handshake.clientTraffic(SERVER_HELLO),
            handshake.toMain().serverTraffic(SERVER_FINISHED))) {
      assertThrows(
          IllegalArgumentException.class, () -> traffic.epoch(Suite13.TLS_AES_256_GCM_SHA384));
    }
  }

  @Test
  void epochsSayWhatTheyProtect() {
    assertEquals(
        Epoch13.Kind.EARLY_DATA,
        schedule.earlyWithoutPsk().clientEarlyTraffic(CLIENT_HELLO).epoch(SUITE).kind());
    assertEquals(Epoch13.Kind.HANDSHAKE, handshake.clientTraffic(SERVER_HELLO).epoch(SUITE).kind());
    assertEquals(
        Epoch13.Kind.APPLICATION,
        handshake.toMain().clientTraffic(SERVER_FINISHED).epoch(SUITE).kind());
  }

  @Test
  @DisplayName("RFC 9846 §7.2: the next secret is expanded with \"traffic upd\"")
  void nextTrafficSecret() {
    ApplicationTrafficSecret first = handshake.toMain().clientTraffic(SERVER_FINISHED);
    Secret expected =
        new Tls13Kdf(HASHES, HashAlgorithm.SHA256)
            .expandLabel(first.epoch(SUITE).trafficSecret(), "traffic upd", Bytes.empty(), 32);

    ApplicationTrafficSecret next = first.next();

    assertEquals(expected, next.epoch(SUITE).trafficSecret());
    assertEquals(0, first.generation());
    assertEquals(1, next.generation());
  }

  @Test
  @DisplayName("RFC 9846 §7.5: an absent context is an empty one; label and context separate")
  void exporter() {
    ExporterSecret exporter = handshake.toMain().exporter(SERVER_FINISHED);
    Secret value = exporter.export("EXPERIMENTAL a", Bytes.empty(), 40);

    assertEquals(40, value.size());
    assertEquals(value, exporter.export("EXPERIMENTAL a", Bytes.empty(), 40));
    assertNotEquals(value, exporter.export("EXPERIMENTAL b", Bytes.empty(), 40));
    assertNotEquals(value, exporter.export("EXPERIMENTAL a", Bytes.of(0), 40));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.11.2: external and resumption binders differ")
  void binderKinds() {
    EarlySecret early = schedule.early(Secret.copyOf(Filled.bytes(32, 3)));
    Bytes hash = Filled.bytes(32, 4);

    assertNotEquals(
        early.binder(EarlySecret.PskKind.EXTERNAL, hash),
        early.binder(EarlySecret.PskKind.RESUMPTION, hash));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: Finished with another value is a decrypt_error")
  void wrongFinished() {
    HandshakeTrafficSecret traffic = handshake.serverTraffic(SERVER_HELLO);
    Bytes right = traffic.verifyData(SERVER_HELLO);
    for (int i = 0; i < right.size(); i++) {
      byte[] wrong = right.toArray();
      wrong[i] ^= 1;

      TlsException e =
          assertThrows(TlsException.class, () -> traffic.verify(Bytes.copyOf(wrong), SERVER_HELLO));

      assertEquals(Optional.of(AlertDescription.DECRYPT_ERROR), e.alert());
      assertEquals(Optional.of(Rfc.rfc9846("4.5.3")), e.clause());
      assertFalse(e.getMessage().contains(right.toHex()));
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: Finished of another length is a decode_error")
  void finishedOfWrongLength() {
    HandshakeTrafficSecret traffic = handshake.serverTraffic(SERVER_HELLO);
    Bytes right = traffic.verifyData(SERVER_HELLO);

    for (Bytes wrong : new Bytes[] {Bytes.empty(), right.first(31), right.plus(Bytes.of(0))}) {
      TlsException e = assertThrows(TlsException.class, () -> traffic.verify(wrong, SERVER_HELLO));

      assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
      assertEquals(Optional.of(Rfc.rfc9846("4.5.3")), e.clause());
    }
  }

  @Test
  void derivingTheKeysErasesWhatCameBefore() {
    Secret shared = Secret.copyOf(Filled.bytes(32, 5));

    HandshakeKeys.derive(schedule, shared, SERVER_HELLO);

    assertTrue(shared.isDestroyed());
  }

  @Test
  void aDestroyedStageGivesNothing() {
    EarlySecret early = schedule.earlyWithoutPsk();
    MainSecret main = handshake.toMain();
    early.destroy();
    main.destroy();
    handshake.destroy();

    assertThrows(IllegalStateException.class, () -> early.clientEarlyTraffic(CLIENT_HELLO));
    assertThrows(IllegalStateException.class, () -> handshake.clientTraffic(SERVER_HELLO));
    assertThrows(IllegalStateException.class, () -> main.clientTraffic(SERVER_FINISHED));
  }

  @Test
  void secretsDoNotShowInText() {
    assertFalse(
        handshake.clientTraffic(SERVER_HELLO).epoch(SUITE).toString().matches(".*[0-9a-f]{16}.*"));
  }

  private static Transcript transcript(HandshakeType... types) {
    Transcript transcript = Transcript.empty(HASHES, HashAlgorithm.SHA256);
    for (HandshakeType type : types) {
      transcript = transcript.plus(message(type));
    }
    return transcript;
  }

  private static Bytes message(HandshakeType type) {
    return Bytes.of(type.value(), 0, 0, 0);
  }
}
