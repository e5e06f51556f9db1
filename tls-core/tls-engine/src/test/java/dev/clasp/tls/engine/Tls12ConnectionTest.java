package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection does in TLS 1.2 and not in TLS 1.3: keys, closing, renegotiation, sizes. */
class Tls12ConnectionTest {
  private static final Bytes HELLO = Bytes.fromHex("68656c6c6f");

  @Test
  @DisplayName("RFC 5246 §7.1: keys change at ChangeCipherSpec, however the bytes arrive")
  void byteByByte() throws TlsException {
    Duplex duplex = duplex(client(), ConnectionOptions.standard());

    duplex.run(Duplex.Delivery.BYTE_BY_BYTE);

    assertTalking(duplex);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  @DisplayName("RFC 5246 §7.2.2: a renegotiation is refused with a warning, and all goes on")
  void refusesRenegotiation(int times) throws TlsException {
    Duplex duplex = renegotiating(times);

    duplex.run(Duplex.Delivery.WHOLE);

    assertTalking(duplex);
  }

  @Test
  @DisplayName("A client that asks for one renegotiation after the other is a nuisance")
  void tooManyRenegotiations() throws TlsException {
    Duplex duplex = renegotiating(PeerLimits.RENEGOTIATIONS + 1);

    ProtocolViolation failure =
        assertThrows(ProtocolViolation.class, () -> duplex.run(Duplex.Delivery.WHOLE));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), failure.alert());
  }

  @Test
  @DisplayName("RFC 5246 §7.2.1: a close_notify is answered, and what was to be written is dropped")
  void closesBothDirections() throws TlsException {
    Duplex duplex = duplex(client(), ConnectionOptions.standard());
    duplex.run(Duplex.Delivery.WHOLE);
    duplex.client().connection.close();

    assertEquals(ReadResult.CLOSED, duplex.server().deliver(duplex.client().flush()));

    assertTrue(duplex.server().connection.status().wantsWrite(), "close_notify");
    assertEquals(ReadResult.CLOSED, duplex.client().deliver(duplex.server().flush()));
    assertTrue(duplex.server().connection.status().isOver());
    assertTrue(duplex.client().connection.status().isOver());
    assertEquals(
        WriteResult.CLOSED,
        duplex.server().connection.write(HELLO.asByteBuffer(), ByteBuffer.allocate(1000)));
  }

  @Test
  @DisplayName("TLS 1.2 changes no keys, neither on request nor by policy")
  void noKeyUpdates() throws TlsException {
    Duplex duplex =
        duplex(
            client(), ConnectionOptions.standard().withKeyUpdates(KeyUpdatePolicy.afterRecords(1)));
    duplex.run(Duplex.Delivery.WHOLE);

    assertThrows(IllegalStateException.class, () -> duplex.client().connection.updateKeys(false));
    for (int i = 0; i < 3; i++) {
      duplex.server().deliver(duplex.client().write(HELLO));
    }
    assertEquals(3 * HELLO.size(), duplex.server().received().size());
  }

  @Test
  @DisplayName("RFC 6066 §4: no record holds more than was agreed, in both directions")
  void maxFragmentLength() throws TlsException {
    Duplex duplex = duplex(client().maxFragmentLength(512), ConnectionOptions.standard());
    List<Bytes> flights = duplex.run(Duplex.Delivery.WHOLE);
    Bytes data = Bytes.copyOf(new byte[2000]);

    // The client's hello came before; the server's certificate is split already.
    assertTrue(longestRecord(flights.get(1)) <= 512);
    for (Bytes written : List.of(duplex.client().write(data), duplex.server().write(data))) {
      assertTrue(longestRecord(written) <= 512 + 8 + 16);
      assertFalse(longestRecord(written) < 512);
    }
  }

  private static int longestRecord(Bytes records) {
    int longest = 0;
    ByteBuffer wire = records.asByteBuffer();
    while (wire.hasRemaining()) {
      RecordHeader header = RecordHeader.peek(wire).orElseThrow();
      longest = Math.max(longest, header.length());
      wire.position(wire.position() + header.recordLength());
    }
    return longest;
  }

  private static ClientConfig.Builder client() {
    return TestConfigs.client().versions(List.of(ProtocolVersion.TLS12));
  }

  private static Duplex duplex(ClientConfig.Builder client, ConnectionOptions options)
      throws TlsException {
    return Duplex.of(
        Handshake.client(client.build(), TestConfigs.SERVER),
        Handshake.server(TestConfigs.server().build()),
        options);
  }

  /** With a client that sends so many ClientHellos once the handshake is complete. */
  private static Duplex renegotiating(int times) throws TlsException {
    Step first = Handshake.client(client().build(), TestConfigs.SERVER);
    Bytes hello = ((Action.Send) first.actions().get(0)).messages();
    List<Bytes> hellos = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      hellos.add(hello);
    }
    return Duplex.of(
        appending(first, hellos),
        Handshake.server(TestConfigs.server().build()),
        ConnectionOptions.standard());
  }

  private static void assertTalking(Duplex duplex) throws TlsException {
    duplex.server().deliver(duplex.client().write(HELLO));
    duplex.client().deliver(duplex.server().write(HELLO));
    assertEquals(HELLO, duplex.server().received());
    assertEquals(HELLO, duplex.client().received());
  }

  /** The same, and these messages once the handshake is complete. */
  private static Step appending(Step step, List<Bytes> messages) {
    if (step.next() instanceof HandshakeState.Connected) {
      Step longer = step;
      for (Bytes message : messages) {
        longer = longer.send(message);
      }
      return longer;
    }
    HandshakeState next =
        step.next() instanceof HandshakeState.Working working
            ? new HandshakeState.Working(
                new PendingWork(
                    working.work().description(), () -> appending(working.work().run(), messages)))
            : new Appending((HandshakeState.Receiving) step.next(), messages);
    return new Step(next, step.actions());
  }

  private record Appending(HandshakeState.Receiving inner, List<Bytes> messages)
      implements HandshakeState.Receiving {
    @Override
    public Set<HandshakeType> expects() {
      return inner.expects();
    }

    @Override
    public HandshakeCodec codec() {
      return inner.codec();
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      return appending(inner.on(incoming), messages);
    }

    @Override
    public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      return appending(inner.onChangeCipherSpec(boundary), messages);
    }
  }
}
