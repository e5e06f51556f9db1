package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records may come when, and what ours look like (RFC 9846 §5, §5.1). */
class RecordOrderTest {
  private final Peer peer = new Peer();

  @Test
  @DisplayName("only the initial ClientHello's record says 0x0301 (RFC 9846 §5.1)")
  void writesRecordVersions() throws Exception {
    List<Bytes> flights = Duplex.mini(ConnectionOptions.standard()).run(Delivery.WHOLE);

    assertEquals(List.of(0x0301), versions(flights.get(0)));
    assertEquals(List.of(0x0303, 0x0303, 0x0303), versions(flights.get(1)));
    assertEquals(List.of(0x0303, 0x0303), versions(flights.get(2)));
  }

  @Test
  @DisplayName("a message that precedes a key change ends its record (RFC 9846 §5.1)")
  void startsARecordForEachSend() throws Exception {
    List<Bytes> flights = Duplex.mini(ConnectionOptions.standard()).run(Delivery.WHOLE);

    // server_hello, change_cipher_spec, finished under keys
    assertEquals(List.of(22, 20, 23), types(flights.get(1)));
    assertEquals(List.of(20, 23), types(flights.get(2)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"START", "HANDSHAKE"})
  @DisplayName("a change_cipher_spec in the handshake is dropped (RFC 9846 §5)")
  void dropsChangeCipherSpec(Phase phase) throws Exception {
    End server = Peer.server(peer, phase);

    assertEquals(ReadResult.UNDERFLOW, server.deliver(Peer.raw(20, Bytes.of(1))));
    assertTrue(server.connection.failure().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02", "0101", "ff"})
  @DisplayName("any other change_cipher_spec value: unexpected_message (RFC 9846 §5)")
  void refusesAnotherValue(String content) throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);

    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE,
        "5",
        () -> server.deliver(Peer.raw(20, Bytes.fromHex(content))));
  }

  @Test
  @DisplayName("the state says when a change_cipher_spec is too late: unexpected_message (§5)")
  void refusesALateChangeCipherSpec() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);

    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE, "5", () -> server.deliver(Peer.raw(20, Bytes.of(1))));
  }

  @Test
  @DisplayName("change_cipher_spec inside a handshake message: unexpected_message (§5.1)")
  void refusesChangeCipherSpecInsideAMessage() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);
    server.deliver(peer.record(ContentType.HANDSHAKE, Peer.finishedMessage().first(3)));

    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE,
        "5.1",
        () -> server.deliver(Peer.raw(20, Bytes.of(1))));
  }

  @Test
  @DisplayName("application data inside a handshake message: unexpected_message (§5.1)")
  void refusesDataInsideAMessage() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.deliver(peer.record(ContentType.HANDSHAKE, Peer.ticketMessage(9).first(5)));
    Bytes data = peer.record(ContentType.APPLICATION_DATA, Bytes.of(1));

    Refused.with(AlertDescription.UNEXPECTED_MESSAGE, "5.1", () -> server.deliver(data));
    assertEquals(Bytes.empty(), server.received());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90})
  @DisplayName("a closure alert inside a handshake message: unexpected_message (§5.1)")
  void refusesAClosureAlertInsideAMessage(int description) throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    server.deliver(peer.record(ContentType.HANDSHAKE, Peer.ticketMessage(9).first(5)));
    Bytes alert = peer.alert(1, new AlertDescription(description));

    Refused.with(AlertDescription.UNEXPECTED_MESSAGE, "5.1", () -> server.deliver(alert));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 14})
  @DisplayName("application data before the handshake is complete: unexpected_message (§5)")
  void refusesPrematureData(int room) throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);
    Bytes data = peer.record(ContentType.APPLICATION_DATA, Bytes.of(1, 2, 3));
    ByteBuffer plaintext = ByteBuffer.allocate(room);

    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE,
        "5",
        () -> server.connection.read(data.asByteBuffer(), plaintext));
    assertEquals(0, plaintext.position());
  }

  @Test
  @DisplayName("a state can have early data skipped (RFC 9846 §4.3.10)")
  void skipsEarlyData() throws Exception {
    End server =
        new End(
            TlsConnection.start(
                MiniHandshake.CRYPTO,
                MiniHandshake.server(MiniHandshake.SUITE).skipEarlyData(100)));

    assertEquals(ReadResult.UNDERFLOW, server.deliver(Peer.raw(23, Bytes.copyOf(new byte[60]))));
    Refused.with(
        AlertDescription.UNEXPECTED_MESSAGE,
        "5.1",
        () -> server.deliver(Peer.raw(23, Bytes.copyOf(new byte[60]))));
  }

  private static List<Integer> versions(Bytes flight) {
    return headers(flight).stream().map(RecordHeader::legacyRecordVersion).toList();
  }

  private static List<Integer> types(Bytes flight) {
    return headers(flight).stream().map(RecordHeader::type).toList();
  }

  private static List<RecordHeader> headers(Bytes flight) {
    List<RecordHeader> headers = new ArrayList<>();
    ByteBuffer wire = flight.asByteBuffer();
    while (wire.hasRemaining()) {
      RecordHeader header = RecordHeader.peek(wire).orElseThrow();
      headers.add(header);
      wire.position(wire.position() + header.recordLength());
    }
    return headers;
  }
}
