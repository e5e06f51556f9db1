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
import dev.clasp.tls.crypto.Tls12Prf;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeySchedule12Test {
  private static final Hashes HASHES = CryptoProviders.standard().hashes();
  private static final Suite12 SUITE = Suite12.TLS_RSA_WITH_AES_128_CBC_SHA;
  private static final Random CLIENT_RANDOM = new Random(Filled.bytes(32, 7));
  private static final Random SERVER_RANDOM = new Random(Filled.bytes(32, 8));

  private static final Transcript SERVER_HELLO =
      transcript(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO);
  private static final Transcript CLIENT_KEY_EXCHANGE =
      plus(
          SERVER_HELLO,
          HandshakeType.CERTIFICATE,
          HandshakeType.SERVER_HELLO_DONE,
          HandshakeType.CLIENT_KEY_EXCHANGE);
  private static final Transcript CERTIFICATE_VERIFY =
      plus(CLIENT_KEY_EXCHANGE, HandshakeType.CERTIFICATE_VERIFY);
  private static final Transcript CLIENT_FINISHED =
      plus(CLIENT_KEY_EXCHANGE, HandshakeType.FINISHED);

  private final List<String> log = new ArrayList<>();
  private final KeySchedule12 schedule = schedule(SUITE);
  private final MainSecret12 full = schedule.main(premaster());
  private final MainSecret12 abbreviated = schedule.resumed(full.forSession(), false);

  @Test
  @DisplayName("RFC 5246 §8.1: the main secret is made of premaster secret and randoms")
  void main() {
    Secret expected =
        new Tls12Prf(HASHES, HashAlgorithm.SHA256)
            .derive(
                premaster(),
                "master secret",
                CLIENT_RANDOM.bytes().plus(SERVER_RANDOM.bytes()),
                48);

    assertEquals(expected, full.forSession());
    assertFalse(full.isExtended());
  }

  @Test
  @DisplayName("RFC 7627 §4: the extended main secret is made of premaster secret and session hash")
  void extendedMain() {
    Secret expected =
        new Tls12Prf(HASHES, HashAlgorithm.SHA256)
            .derive(premaster(), "extended master secret", CLIENT_KEY_EXCHANGE.hash(), 48);

    MainSecret12 extended = schedule.extendedMain(premaster(), CLIENT_KEY_EXCHANGE);

    assertEquals(expected, extended.forSession());
    assertTrue(extended.isExtended());
  }

  @Test
  @DisplayName("RFC 7627 §3: the session hash ends with ClientKeyExchange")
  void extendedMainNeedsTheTranscriptThroughClientKeyExchange() {
    for (Transcript wrong : List.of(SERVER_HELLO, CERTIFICATE_VERIFY, CLIENT_FINISHED)) {
      assertThrows(IllegalStateException.class, () -> schedule.extendedMain(premaster(), wrong));
    }
  }

  @Test
  void thePremasterSecretIsErased() {
    Secret premaster = premaster();
    schedule.main(premaster);

    assertTrue(premaster.isDestroyed());
  }

  @Test
  @DisplayName("RFC 5246 §6.3: the key block is cut MAC keys first, then keys, then IVs")
  void keyBlock() {
    Secret block =
        new Tls12Prf(HASHES, HashAlgorithm.SHA256)
            .derive(
                full.forSession(),
                "key expansion",
                SERVER_RANDOM.bytes().plus(CLIENT_RANDOM.bytes()),
                72);

    KeyBlock12 keys = full.keyBlock(true);

    Secret none = Secret.zeros(0);
    assertEquals(
        new Epoch12(SUITE, block.slice(0, 20), block.slice(40, 56), none, true), keys.client());
    assertEquals(
        new Epoch12(SUITE, block.slice(20, 40), block.slice(56, 72), none, true), keys.server());
  }

  @Test
  @DisplayName("RFC 5246 §6.3: an AEAD has IVs and no MAC keys")
  void keyBlockOfAnAead() {
    Suite12 gcm = Suite12.TLS_RSA_WITH_AES_256_GCM_SHA384;
    Secret block =
        new Tls12Prf(HASHES, HashAlgorithm.SHA384)
            .derive(
                full.forSession(),
                "key expansion",
                SERVER_RANDOM.bytes().plus(CLIENT_RANDOM.bytes()),
                72);

    KeyBlock12 keys = schedule(gcm).resumed(full.forSession(), true).keyBlock(false);

    Secret none = Secret.zeros(0);
    assertEquals(
        new Epoch12(gcm, none, block.slice(0, 32), block.slice(64, 68), false), keys.client());
    assertEquals(
        new Epoch12(gcm, none, block.slice(32, 64), block.slice(68, 72), false), keys.server());
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: 12 bytes, other ones for client and server")
  void verifyData() throws TlsException {
    Bytes client = full.clientVerifyData(CLIENT_KEY_EXCHANGE);
    Bytes server = full.serverVerifyData(CLIENT_FINISHED);

    assertEquals(12, client.size());
    assertNotEquals(client, server);
    assertNotEquals(client, full.clientVerifyData(CERTIFICATE_VERIFY));
    full.verifyClient(client, CLIENT_KEY_EXCHANGE);
    full.verifyServer(server, CLIENT_FINISHED);
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: the client's Finished of a full handshake comes first")
  void clientFinishedOfAFullHandshakeNeedsItsMessagesBefore() {
    for (Transcript wrong :
        List.of(SERVER_HELLO, CLIENT_FINISHED, plus(SERVER_HELLO, HandshakeType.FINISHED))) {
      assertThrows(IllegalStateException.class, () -> full.clientVerifyData(wrong));
      assertThrows(
          IllegalStateException.class, () -> full.verifyClient(Filled.bytes(12, 0), wrong));
    }
  }

  @Test
  @DisplayName("RFC 5077 §3.3: the server's Finished covers NewSessionTicket")
  void serverFinishedOfAFullHandshakeNeedsTheClients() {
    full.serverVerifyData(plus(CLIENT_FINISHED, HandshakeType.NEW_SESSION_TICKET));

    for (Transcript wrong :
        List.of(
            SERVER_HELLO,
            CLIENT_KEY_EXCHANGE,
            plus(CLIENT_KEY_EXCHANGE, HandshakeType.NEW_SESSION_TICKET),
            plus(CLIENT_FINISHED, HandshakeType.FINISHED))) {
      assertThrows(IllegalStateException.class, () -> full.serverVerifyData(wrong));
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.3: in an abbreviated handshake the server's Finished comes first")
  void finishedOfAnAbbreviatedHandshake() {
    abbreviated.serverVerifyData(SERVER_HELLO);
    abbreviated.serverVerifyData(plus(SERVER_HELLO, HandshakeType.NEW_SESSION_TICKET));
    abbreviated.clientVerifyData(plus(SERVER_HELLO, HandshakeType.FINISHED));

    assertThrows(IllegalStateException.class, () -> abbreviated.serverVerifyData(CLIENT_FINISHED));
    assertThrows(
        IllegalStateException.class, () -> abbreviated.clientVerifyData(CLIENT_KEY_EXCHANGE));
    assertThrows(IllegalStateException.class, () -> abbreviated.clientVerifyData(SERVER_HELLO));
  }

  @Test
  void aTranscriptOfAnotherHashIsRefused() {
    MainSecret12 sha384 = schedule(Suite12.TLS_RSA_WITH_AES_256_GCM_SHA384).main(premaster());

    assertThrows(IllegalStateException.class, () -> sha384.clientVerifyData(CLIENT_KEY_EXCHANGE));
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: Finished with another value is a decrypt_error")
  void wrongFinished() {
    Bytes right = full.clientVerifyData(CLIENT_KEY_EXCHANGE);
    for (int i = 0; i < right.size(); i++) {
      byte[] wrong = right.toArray();
      wrong[i] ^= 1;

      TlsException e =
          assertThrows(
              TlsException.class,
              () -> full.verifyClient(Bytes.copyOf(wrong), CLIENT_KEY_EXCHANGE));

      assertEquals(Optional.of(AlertDescription.DECRYPT_ERROR), e.alert());
      assertEquals(Optional.of(Rfc.rfc5246("7.4.9")), e.clause());
      assertFalse(e.getMessage().contains(right.toHex()));
    }
  }

  @Test
  @DisplayName("RFC 5246 §7.4.9: Finished of another length is a decode_error")
  void finishedOfWrongLength() {
    Bytes right = full.serverVerifyData(CLIENT_FINISHED);
    for (Bytes wrong : List.of(Bytes.empty(), right.first(11), right.plus(Bytes.of(0)))) {
      TlsException e =
          assertThrows(TlsException.class, () -> full.verifyServer(wrong, CLIENT_FINISHED));

      assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
      assertEquals(Optional.of(Rfc.rfc5246("7.4.9")), e.clause());
    }
  }

  @Test
  @DisplayName("RFC 5705 §4: no context is not an empty one")
  void exporter() {
    Bytes randoms = CLIENT_RANDOM.bytes().plus(SERVER_RANDOM.bytes());
    Tls12Prf prf = new Tls12Prf(HASHES, HashAlgorithm.SHA256);
    Secret main = full.forSession();

    assertEquals(prf.derive(main, "EXPORTER-x", randoms, 40), full.export("EXPORTER-x", 40));
    assertEquals(
        prf.derive(main, "EXPORTER-x", randoms.plus(Bytes.of(0, 0)), 40),
        full.export("EXPORTER-x", Bytes.empty(), 40));
    assertEquals(
        prf.derive(main, "EXPORTER-x", randoms.plus(Bytes.of(0, 2, 9, 8)), 40),
        full.export("EXPORTER-x", Bytes.of(9, 8), 40));
  }

  @Test
  @DisplayName("RFC 5705 §4: the labels of TLS itself are not for exporters")
  void reservedLabels() {
    for (String label : List.of("", "key expansion", "master secret", "client finished")) {
      assertThrows(IllegalArgumentException.class, () -> full.export(label, 32));
    }
  }

  @Test
  @DisplayName("RFC 9850 §2.2: the main secret is logged when it is made and when it is resumed")
  void logsTheMainSecret() {
    String secret = full.forSession().use(java.util.HexFormat.of()::formatHex);
    String line = "CLIENT_RANDOM " + CLIENT_RANDOM.bytes().toHex() + " " + secret;

    assertEquals(List.of(line, line), log);
  }

  @Test
  void aDestroyedSecretGivesNothing() {
    full.destroy();

    assertThrows(IllegalStateException.class, () -> full.keyBlock(false));
    assertThrows(IllegalStateException.class, () -> full.export("EXPORTER-x", 1));
  }

  private KeySchedule12 schedule(Suite12 suite) {
    return new KeySchedule12(
        HASHES, suite, new KeyLogLines(log::add), CLIENT_RANDOM, SERVER_RANDOM);
  }

  private static Secret premaster() {
    return Secret.copyOf(Filled.bytes(48, 3));
  }

  private static Transcript transcript(HandshakeType... types) {
    return plus(Transcript.empty(HASHES, HashAlgorithm.SHA256), types);
  }

  private static Transcript plus(Transcript transcript, HandshakeType... types) {
    Transcript longer = transcript;
    for (HandshakeType type : types) {
      longer = longer.plus(Bytes.of(type.value(), 0, 0, 0));
    }
    return longer;
  }
}
