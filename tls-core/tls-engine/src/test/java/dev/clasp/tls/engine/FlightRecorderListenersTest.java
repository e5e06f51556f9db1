package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.jfr.FlightRecorderListeners;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.TlsException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections write to the Flight Recorder, read back. */
class FlightRecorderListenersTest {
  @TempDir private Path directory;

  private final ConnectionOptions options =
      ConnectionOptions.standard().withListeners(FlightRecorderListeners.of("test"));

  @Test
  void recordsAHandshakeAndItsConnection() throws Exception {
    List<RecordedEvent> events =
        recorded(
            () -> {
              End client = client();
              End server = server();
              new Duplex(client, server).run(Delivery.WHOLE);
              server.deliver(client.write(Bytes.of(1, 2, 3)));
              client.connection.close();
              server.deliver(client.flush());
              server.connection.close();
              client.deliver(server.flush());
            });

    RecordedEvent handshake = only(events, "dev.clasp.tls.Handshake");
    assertTrue(handshake.getBoolean("complete"));
    assertFalse(handshake.getBoolean("resumed"));
    assertEquals("test", handshake.getString("endpoint"));
    assertEquals("TLSv1.3", handshake.getString("version"));
    assertEquals("X25519MLKEM768", handshake.getString("group"));
    assertTrue(handshake.getString("cipherSuite").startsWith("TLS_"), handshake::toString);
    assertTrue(handshake.getString("peer").startsWith("CN="), handshake::toString);
    assertEquals("", handshake.getString("reason"));
    assertFalse(handshake.getDuration().isZero());

    RecordedEvent connection = only(events, "dev.clasp.tls.Connection");
    assertEquals(3, connection.getLong("dataBytesWritten"));
    assertTrue(connection.getLong("wireBytesRead") > 500, connection::toString);
  }

  @Test
  void recordsAlertsWithReasonAndClause() throws Exception {
    List<RecordedEvent> events =
        recorded(
            () -> {
              End client = client();
              client.flush();
              assertThrows(
                  TlsException.class, () -> client.deliver(Peer.raw(22, Peer.finishedMessage())));
              client.flush();
            });

    RecordedEvent alert = only(events, "dev.clasp.tls.Alert");
    assertTrue(alert.getBoolean("sent"));
    assertEquals(2, alert.getInt("level"));
    assertEquals("unexpected_message", alert.getString("description"));
    assertEquals("RFC 9846 §4", alert.getString("clause"));
    assertTrue(alert.getString("reason").contains("finished"), alert::toString);
    RecordedEvent handshake = only(events, "dev.clasp.tls.Handshake");
    assertFalse(handshake.getBoolean("complete"));
    assertEquals("RFC 9846 §4", handshake.getString("clause"));
  }

  private End client() throws TlsException {
    return new End(
        TlsConnection.start(
            TestConfigs.CRYPTO,
            Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER),
            options));
  }

  private static End server() throws TlsException {
    return new End(
        TlsConnection.start(TestConfigs.CRYPTO, Handshake.server(TestConfigs.server().build())));
  }

  private interface Scene {
    void play() throws Exception;
  }

  private List<RecordedEvent> recorded(Scene scene) throws Exception {
    assumeTrue(FlightRecorder.isAvailable(), "this JVM has no Flight Recorder");
    Path file = directory.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      scene.play();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private static RecordedEvent only(List<RecordedEvent> events, String name) {
    List<RecordedEvent> found =
        events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    assertEquals(1, found.size(), () -> name + ": " + found);
    return found.get(0);
  }
}
