package dev.clasp.tls.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.pki.KeyType;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured works: each loop connects, and brings the bytes over. */
class LoopTest {
  @ParameterizedTest
  @CsvSource({"clasp, P256", "clasp, RSA_2048", "jsse, P256", "jsse, RSA_2048"})
  void connectsAndTransfers(String peer, KeyType certificate) throws Exception {
    HandshakeBenchmark.LoopFactory loops =
        HandshakeBenchmark.factory(peer, Identities.of(certificate));
    for (int round = 0; round < 2; round++) {
      Loop loop = loops.make();
      loop.handshake();

      assertTransfers(loop);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "1024", "16384"})
  void theBareCipherTransfers(int size) throws Exception {
    ByteBuffer target = ByteBuffer.allocate(1 << 15);

    int arrived = new CipherLoop().transfer(ByteBuffer.allocate(size), target);

    assertEquals(size, arrived);
  }

  private static void assertTransfers(Loop loop) throws Exception {
    byte[] message =
        "twenty-two bytes of text".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    ByteBuffer target = ByteBuffer.allocate(1 << 15);

    int arrived = loop.transfer(ByteBuffer.wrap(message), target);

    assertEquals(message.length, arrived);
    assertEquals(ByteBuffer.wrap(message), target.flip());
  }
}
