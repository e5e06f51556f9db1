package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The caller's buffers: one record a call, nothing moves unless a record did. */
class BuffersTest {
  @Test
  void writesOneRecordACall() throws Exception {
    Duplex duplex = Duplex.established();
    ByteBuffer data = ByteBuffer.allocate((1 << 14) + 10);
    ByteBuffer wire = ByteBuffer.allocate(2 * RecordLimits.MAX_RECORD);

    assertEquals(WriteResult.OK, duplex.client().connection.write(data, wire));
    assertEquals(1 << 14, data.position());
    assertEquals(5 + (1 << 14) + 1 + 16, wire.position());
    assertEquals(WriteResult.OK, duplex.client().connection.write(data, wire));
    assertFalse(data.hasRemaining());
  }

  @Test
  void overflowsOnlyWhenTheRecordDoesNotFit() throws Exception {
    Duplex duplex = Duplex.established();
    int length = 5 + 3 + 1 + 16;
    ByteBuffer data = Bytes.of(1, 2, 3).asByteBuffer();
    ByteBuffer tooSmall = ByteBuffer.allocate(length - 1);
    ByteBuffer exact = ByteBuffer.allocate(length);

    assertEquals(WriteResult.OVERFLOW, duplex.client().connection.write(data, tooSmall));
    assertEquals(0, tooSmall.position());
    assertEquals(3, data.remaining());
    assertEquals(WriteResult.OK, duplex.client().connection.write(data, exact));
    assertFalse(exact.hasRemaining());
  }

  @Test
  void overflowsOnAHandshakeRecordToo() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());
    ByteBuffer none = ByteBuffer.allocate(0);

    assertEquals(
        WriteResult.OVERFLOW, duplex.client().connection.write(none, ByteBuffer.allocate(5)));
    assertTrue(duplex.client().connection.status().wantsWrite());
  }

  @Test
  void readsOneRecordACall() throws Exception {
    Duplex duplex = Duplex.established();
    ByteBuffer wire =
        duplex.client().write(Bytes.of(1)).plus(duplex.client().write(Bytes.of(2))).asByteBuffer();
    ByteBuffer plaintext = ByteBuffer.allocate(100);
    TlsConnection server = duplex.server().connection;

    assertEquals(ReadResult.OK, server.read(wire, plaintext));
    assertEquals(1, plaintext.position());
    assertEquals(ReadResult.OK, server.read(wire, plaintext));
    assertEquals(2, plaintext.position());
    assertEquals(ReadResult.UNDERFLOW, server.read(wire, plaintext));
  }

  @Test
  void overflowsOnReadOnlyWhenTheDataDoNotFit() throws Exception {
    Duplex duplex = Duplex.established();
    ByteBuffer wire = duplex.client().write(Bytes.of(1, 2, 3)).asByteBuffer();
    TlsConnection server = duplex.server().connection;

    assertEquals(ReadResult.OVERFLOW, server.read(wire, ByteBuffer.allocate(2)));
    assertEquals(0, wire.position());
    assertEquals(ReadResult.OK, server.read(wire, ByteBuffer.allocate(3)));
  }

  @Test
  void hasNothingToWriteAndSaysSo() throws Exception {
    Duplex duplex = Duplex.mini(ConnectionOptions.standard());
    ByteBuffer wire = ByteBuffer.allocate(100);
    TlsConnection server = duplex.server().connection;

    assertEquals(WriteResult.OK, server.write(ByteBuffer.allocate(0), wire));
    assertEquals(WriteResult.NOT_READY, server.write(ByteBuffer.allocate(1), wire));
    assertEquals(0, wire.position());
    assertFalse(server.status().established());
  }
}
