package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** One end of a connection in memory: a connection, what has reached it, what it has received. */
final class End {
  final TlsConnection connection;
  private final ByteBuffer inbound = ByteBuffer.allocate(1 << 20);
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  End(TlsConnection connection) {
    this.connection = connection;
  }

  /** Everything the connection has to say now. */
  Bytes flush() throws TlsException {
    return write(Bytes.empty());
  }

  /** The next record of what it has to say. */
  Bytes writeRecord() throws TlsException {
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    connection.write(ByteBuffer.allocate(0), wire);
    return Bytes.copyOf(wire.flip());
  }

  /** Everything it has to say, and then this application data. */
  Bytes write(Bytes data) throws TlsException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer plaintext = data.asByteBuffer();
    while (connection.status().wantsWrite() || plaintext.hasRemaining()) {
      ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
      WriteResult result = connection.write(plaintext, wire);
      if (result != WriteResult.OK) {
        throw new AssertionError("write: " + result);
      }
      out.write(wire.array(), 0, wire.position());
    }
    return Bytes.copyOf(out.toByteArray());
  }

  /** Feeds bytes, reads all whole records and runs pending work; gives the last result. */
  ReadResult deliver(Bytes bytes) throws TlsException {
    inbound.put(bytes.asByteBuffer());
    inbound.flip();
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    try {
      while (true) {
        ReadResult result = connection.read(inbound, plaintext);
        received.write(plaintext.array(), 0, plaintext.position());
        plaintext.clear();
        if (result == ReadResult.PENDING_WORK) {
          connection.runPendingWork();
        } else if (result != ReadResult.OK) {
          return result;
        }
      }
    } finally {
      inbound.compact();
    }
  }

  /** The application data received so far. */
  Bytes received() {
    return Bytes.copyOf(received.toByteArray());
  }
}
