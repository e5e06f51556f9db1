package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Slow work that a state waits for, run by the driver. */
class PendingWorkTest {
  private final Peer peer = new Peer();

  /** Waits for a CLIENT_HELLO, then for work that leads to the mini handshake's server. */
  private record WorksFirst(Callable<Step> work) implements MiniHandshake.MiniState {
    @Override
    public Set<HandshakeType> expects() {
      return Set.of(HandshakeType.CLIENT_HELLO);
    }

    @Override
    public Step on(Incoming incoming) {
      return Step.to(new HandshakeState.Working(new PendingWork("sign", work)));
    }
  }

  private static Step signed() {
    return Step.to(new MiniHandshake.WaitClientHello(MiniHandshake.SUITE))
        .send(MiniHandshake.message(HandshakeType.SERVER_HELLO, MiniHandshake.BODY));
  }

  private TlsConnection working(Callable<Step> work, Bytes messages) throws TlsException {
    TlsConnection server = TlsConnection.start(MiniHandshake.CRYPTO, Step.to(new WorksFirst(work)));
    server.read(
        peer.record(ContentType.HANDSHAKE, messages).asByteBuffer(), ByteBuffer.allocate(0));
    return server;
  }

  @Test
  void readsNothingMeanwhile() throws Exception {
    TlsConnection server = working(PendingWorkTest::signed, Peer.helloMessage());
    ByteBuffer wire = peer.record(ContentType.HANDSHAKE, Peer.helloMessage()).asByteBuffer();

    assertEquals("sign", server.status().pendingWork().orElseThrow().description());
    assertFalse(server.status().wantsRead());
    assertEquals(ReadResult.PENDING_WORK, server.read(wire, ByteBuffer.allocate(0)));
    assertEquals(0, wire.position());
    assertEquals(
        WriteResult.NOT_READY, server.write(Bytes.of(1).asByteBuffer(), ByteBuffer.allocate(100)));
  }

  @Test
  void goesOnWithTheResult() throws Exception {
    TlsConnection server = working(PendingWorkTest::signed, Peer.helloMessage());
    PendingWork work = server.pendingWork().orElseThrow();

    server.complete(work, work.run());

    assertTrue(server.pendingWork().isEmpty());
    assertTrue(server.status().wantsRead());
    assertTrue(server.status().wantsWrite());
  }

  @Test
  void takesUpTheMessagesOfTheSameRecord() throws Exception {
    Bytes two = Peer.helloMessage().plus(Peer.helloMessage());
    TlsConnection server = working(PendingWorkTest::signed, two);

    server.runPendingWork();

    // server_hello, then the answers of WaitClientHello: it took the second message
    assertEquals(4, records(server));
  }

  @Test
  void failsWithWhatTheWorkThrew() throws Exception {
    LocalFault refused = new LocalFault(AlertDescription.INTERNAL_ERROR, "signer: out of ink");
    TlsConnection server = working(() -> signed(), Peer.helloMessage());

    TlsException thrown =
        assertThrows(
            TlsException.class, () -> server.fail(server.pendingWork().orElseThrow(), refused));

    assertSame(refused, thrown);
    assertTrue(server.status().wantsWrite());
    assertTrue(server.pendingWork().isEmpty());
  }

  @Test
  void turnsAnyExceptionOfTheWorkIntoALocalFault() throws Exception {
    for (Exception thrown :
        new Exception[] {new java.io.IOException("no token"), new IllegalStateException("bug")}) {
      TlsConnection server =
          working(
              () -> {
                throw thrown;
              },
              Peer.helloMessage());

      LocalFault fault = assertThrows(LocalFault.class, server::runPendingWork);
      assertSame(thrown, fault.getCause());
    }
  }

  @Test
  void refusesTheResultOfOtherWork() throws Exception {
    TlsConnection server = working(PendingWorkTest::signed, Peer.helloMessage());
    PendingWork other = new PendingWork("sign", PendingWorkTest::signed);

    assertThrows(IllegalArgumentException.class, () -> server.complete(other, signed()));
    assertTrue(server.pendingWork().isPresent());
  }

  @Test
  void ignoresAResultThatComesTooLate() throws Exception {
    TlsConnection server = working(PendingWorkTest::signed, Peer.helloMessage());
    PendingWork work = server.pendingWork().orElseThrow();
    server.close();

    server.complete(work, work.run());
    server.fail(work, new LocalFault(AlertDescription.INTERNAL_ERROR, "too late"));

    assertEquals(2, records(server)); // user_canceled and close_notify
    assertTrue(server.failure().isEmpty());
  }

  private static int records(TlsConnection connection) throws TlsException {
    int records = 0;
    while (connection.status().wantsWrite()) {
      connection.write(ByteBuffer.allocate(0), ByteBuffer.allocate(1000));
      records++;
    }
    return records;
  }
}
