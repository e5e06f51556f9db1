package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.engine.metrics.ConnectionMetrics;
import dev.clasp.tls.engine.metrics.Meters;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a registry gets to count. */
class ConnectionMetricsTest {
  private final Map<String, Long> meters = new TreeMap<>();
  private long now;

  private final ConnectionOptions options =
      ConnectionOptions.standard()
          .withListeners(
              new ConnectionMetrics(
                  new Meters() {
                    @Override
                    public Counter counter(String name, String... tags) {
                      return amount -> meters.merge(key(name, tags), amount, Long::sum);
                    }

                    @Override
                    public Timer timer(String name, String... tags) {
                      return time -> meters.merge(key(name, tags), time.toNanos(), Long::sum);
                    }
                  },
                  () -> now));

  private static String key(String name, String... tags) {
    return tags.length == 0 ? name : name + " " + String.join(" ", tags);
  }

  @Test
  void countAndTimeAHandshake() throws Exception {
    End client =
        new End(
            TlsConnection.start(
                TestConfigs.CRYPTO,
                Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER),
                options));
    End server =
        new End(
            TlsConnection.start(
                TestConfigs.CRYPTO, Handshake.server(TestConfigs.server().build())));
    now += 1000;
    new Duplex(client, server).run(Delivery.WHOLE);
    server.deliver(client.write(Bytes.of(1, 2, 3)));
    assertEquals(1, meters.get("tls.connections.started"));
    assertEquals(
        1000,
        meters.get(
            "tls.handshake version TLSv1.3 suite TLS_AES_128_GCM_SHA256 group X25519MLKEM768"
                + " resumed false"));
    assertEquals(null, meters.get("tls.connections.ended"));

    client.connection.close();
    server.deliver(client.flush());
    server.connection.close();
    client.deliver(server.flush());

    assertEquals(1, meters.get("tls.connections.ended"));
    assertEquals(1, meters.get("tls.alerts direction out description close_notify"));
    assertEquals(1, meters.get("tls.alerts direction in description close_notify"));
    assertEquals(3, meters.get("tls.data.bytes direction out"));
    assertEquals(
        server.connection.totals().wireBytesWritten(), meters.get("tls.wire.bytes direction in"));
  }

  @Test
  void countFailuresByAlertAndClause() throws Exception {
    Peer peer = new Peer();
    End server = Peer.server(peer, Phase.START, options);

    assertThrows(
        TlsException.class,
        () -> server.deliver(peer.record(ContentType.HANDSHAKE, Peer.finishedMessage())));
    server.flush();

    assertEquals(
        1, meters.get("tls.failures phase handshake alert unexpected_message clause RFC 9846 §4"));
    assertEquals(1, meters.get("tls.connections.ended"));
  }
}
