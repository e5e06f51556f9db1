package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.PaddingPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad records of TLS 1.2 on an established connection: whatever is wrong with one, the peer sees
 * the same alert, of the same size, and the same end (RFC 5246 §6.2.3.2, §7.2.2).
 */
class Tls12BadRecordsTest {
  private static final int HEADER = 5;
  private static final int BLOCK = 16;

  /** All that one bad record leads to, for the peer and for our caller. */
  private record Seen(
      String error,
      Alert alert,
      int alertBytes,
      ReadResult readAfter,
      WriteResult writeAfter,
      Bytes received) {}

  @ParameterizedTest(name = "{0}, encrypt-then-MAC {1}")
  @CsvSource({
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, false",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, false",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, true",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, true",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, true",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, true"
  })
  void cannotBeToldApart(Suite12 suite, boolean encryptThenMac) throws Exception {
    Map<Seen, List<Integer>> seen = new HashMap<>();
    int count = badRecords(record(connected(suite, encryptThenMac))).size();
    assertTrue(count >= 20);
    for (int i = 0; i < count; i++) {
      Duplex duplex = connected(suite, encryptThenMac);
      Bytes bad = badRecords(record(duplex)).get(i);

      seen.computeIfAbsent(outcome(duplex, bad), first -> new ArrayList<>()).add(i);
    }

    assertEquals(1, seen.size(), seen.toString());
    Seen only = seen.keySet().iterator().next();
    assertEquals(Alert.fatal(AlertDescription.BAD_RECORD_MAC), only.alert());
    assertEquals(Bytes.empty(), only.received());
    assertEquals(ReadResult.CLOSED, only.readAfter());
    assertEquals(WriteResult.CLOSED, only.writeAfter());
  }

  /** The client's next record: 300 bytes, and as much padding as there may be. */
  private static Bytes record(Duplex duplex) throws TlsException {
    return duplex.client().write(Bytes.copyOf(new byte[300]));
  }

  /**
   * A CBC record of this size ends in 15 blocks and more of nothing but padding. So a changed bit
   * in the first block spoils content and MAC alone, and one among the last spoils padding alone.
   */
  private static List<Bytes> badRecords(Bytes record) {
    Bytes body = record.slice(HEADER, record.size());
    int end = body.size();
    List<Bytes> bad = new ArrayList<>();
    for (int at : new int[] {0, 1, BLOCK, 2 * BLOCK, end / 2, end - 1, end - 2}) {
      bad.add(framed(flipped(body, at)));
    }
    for (int blocks = 1; blocks <= 6; blocks++) {
      bad.add(framed(flipped(body, Math.max(0, end - 64 - BLOCK * blocks))));
      bad.add(framed(flipped(body, Math.max(0, end - BLOCK * blocks))));
      bad.add(framed(body.first(Math.max(0, end - BLOCK * blocks)))); // whole blocks, too few
    }
    for (int length : new int[] {0, 1, 8, 15, 16, 17, 31, 32, 48, 64, end - 1}) {
      bad.add(framed(body.first(length)));
    }
    bad.add(framed(body.plus(Bytes.copyOf(new byte[BLOCK]))));
    bad.add(framed(body.plus(Bytes.of(0))));
    return bad;
  }

  private static Seen outcome(Duplex duplex, Bytes bad) throws TlsException {
    End server = duplex.server();
    TlsException error = assertThrows(TlsException.class, () -> server.deliver(bad));
    Bytes written = server.flush();
    PeerAlert heard = assertThrows(PeerAlert.class, () -> duplex.client().deliver(written));
    ByteBuffer room = ByteBuffer.allocate(1000);
    return new Seen(
        error.getMessage(),
        heard.received(),
        written.size(),
        server.connection.read(ByteBuffer.allocate(0), room),
        server.connection.write(ByteBuffer.wrap(new byte[1]), room),
        server.received());
  }

  private static Duplex connected(Suite12 suite, boolean encryptThenMac) throws Exception {
    ConnectionOptions padded = ConnectionOptions.standard().withPadding(PaddingPolicy.FULL);
    Duplex duplex =
        Duplex.of(
            Handshake.client(
                TestConfigs.client()
                    .versions(List.of(ProtocolVersion.TLS12))
                    .legacy()
                    .suites12(List.of(suite))
                    .encryptThenMac(encryptThenMac)
                    .build(),
                TestConfigs.SERVER),
            Handshake.server(
                TestConfigs.server()
                    .versions(List.of(ProtocolVersion.TLS12))
                    .legacy()
                    .suites12(List.of(suite))
                    .encryptThenMac(encryptThenMac)
                    .build()),
            padded);
    duplex.run(Duplex.Delivery.WHOLE);
    assertEquals(suite, duplex.server().connection.session().orElseThrow().suite());
    return duplex;
  }

  private static Bytes framed(Bytes body) {
    return Bytes.of(23, 3, 3, body.size() >> 8, body.size()).plus(body);
  }

  private static Bytes flipped(Bytes original, int at) {
    byte[] changed = original.toArray();
    changed[at] ^= (byte) 0x80;
    return Bytes.copyOf(changed);
  }
}
