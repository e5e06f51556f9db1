package dev.clasp.tls.bench.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.bench.operation.Scenario.Kind;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.Suite12;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured works: each loop connects, and brings the bytes over. */
class LoopTest {
  @ParameterizedTest
  @CsvSource({
    "CLASP, P256",
    "CLASP, RSA_2048",
    "CLASP, ED25519",
    "JDK, P256",
    "JDK, RSA_2048",
    "BC, P256",
    "BC, RSA_2048",
    "CONSCRYPT, P256",
    "CONSCRYPT, RSA_2048",
    "CIPHER, P256"
  })
  void connectsAndTransfers(Peer peer, KeyType certificate) throws Exception {
    Connections.LoopFactory loops = Connections.loops(peer, Scenario.of(certificate));
    for (int round = 0; round < 2; round++) {
      Loop loop = loops.make();
      loop.handshake();

      assertFalse(loop.resumed());
      assertTransfers(loop);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Peer.class,
      names = {"CLASP", "JDK", "BC", "CONSCRYPT"})
  void speaksTls12AndAsksForCertificates(Peer peer) throws Exception {
    Scenario scenario =
        Scenario.of(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, KeyType.P256).withClientAuth();
    Loop loop = Connections.loops(peer, scenario).make();
    loop.handshake();

    assertTransfers(loop);
  }

  @ParameterizedTest
  @EnumSource(
      value = Peer.class,
      names = {"CLASP", "JDK", "CONSCRYPT"})
  void resumesFromTheSecondTimeOn(Peer peer) throws Exception {
    Connections.LoopFactory loops =
        Connections.loops(peer, Scenario.of(KeyType.P256).with(Kind.RESUMED));
    loops.make().handshake();
    for (int round = 0; round < 3; round++) {
      Loop loop = loops.make();
      loop.handshake();

      assertTrue(loop.resumed(), "round " + round);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Peer.class,
      names = {"CLASP", "JDK", "CIPHER", "CONSCRYPT", "BC"})
  void transfersAllInAsManyRecordsAsItTakes(Peer peer) throws Exception {
    Loop loop = Connections.loops(peer, Scenario.of(KeyType.P256)).make();
    loop.handshake();
    ByteBuffer target = ByteBuffer.allocate(1 << 17);

    for (int size : new int[] {1, 16384, 20000, 65536}) {
      assertEquals(size, loop.transfer(ByteBuffer.allocate(size), target.clear()));
    }
  }

  private static void assertTransfers(Loop loop) throws Exception {
    byte[] message = "twenty-two bytes of text".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer target = ByteBuffer.allocate(1 << 15);

    int arrived = loop.transfer(ByteBuffer.wrap(message), target);

    assertEquals(message.length, arrived);
    assertEquals(ByteBuffer.wrap(message), target.flip());
  }
}
