package dev.clasp.tls.bench.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.pki.KeyType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured works: each loop connects, and brings the bytes over. */
class LoopTest {
  @ParameterizedTest
  @CsvSource({"CLASP, P256", "CLASP, RSA_2048", "JDK, P256", "JDK, RSA_2048", "CIPHER, P256"})
  void connectsAndTransfers(Peer peer, KeyType certificate) throws Exception {
    Connections.LoopFactory loops = Connections.loops(peer, certificate);
    for (int round = 0; round < 2; round++) {
      Loop loop = loops.make();
      loop.handshake();

      assertTransfers(loop);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CLASP, 1",
    "CLASP, 16384",
    "CLASP, 20000",
    "JDK, 1",
    "JDK, 16384",
    "JDK, 20000",
    "CIPHER, 1",
    "CIPHER, 16384"
  })
  void transfersAllInAsManyRecordsAsItTakes(Peer peer, int size) throws Exception {
    Loop loop = Connections.loops(peer, KeyType.P256).make();
    loop.handshake();
    ByteBuffer target = ByteBuffer.allocate(1 << 15);

    for (int round = 0; round < 3; round++) {
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
