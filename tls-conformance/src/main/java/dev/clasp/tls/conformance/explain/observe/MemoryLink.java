package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.ReadResult;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Our own server at the other end, without a network: it answers within {@link #send}.
 *
 * <p>Application data is answered once, with {@code reply}.
 */
public final class MemoryLink implements Link {
  private final TlsConnection server;
  private final Observer observer;
  private final Bytes reply;
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private boolean closed;

  /**
   * @param server not used by anybody else
   * @param observer learns why the server failed, if it did
   */
  public MemoryLink(TlsConnection server, Observer observer, Bytes reply) {
    this.server = server;
    this.observer = observer;
    this.reply = reply;
  }

  @Override
  public void send(Bytes bytes) {
    try {
      ByteBuffer wire = ByteBuffer.wrap(bytes.toArray());
      ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
      ReadResult result = ReadResult.OK;
      while (result != ReadResult.UNDERFLOW && result != ReadResult.CLOSED) {
        result = server.read(wire, plaintext);
        server.runPendingWork();
        answer(plaintext);
      }
      if (result == ReadResult.CLOSED) {
        server.close();
        closed = true;
      }
    } catch (TlsException e) {
      observer.note(new Happening.Failed(e));
      closed = true;
    }
    flush(ByteBuffer.allocate(0));
  }

  private void answer(ByteBuffer plaintext) {
    flush(plaintext.position() > 0 ? ByteBuffer.wrap(reply.toArray()) : ByteBuffer.allocate(0));
    plaintext.clear();
  }

  private void flush(ByteBuffer application) {
    ByteBuffer record = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    try {
      while (server.status().wantsWrite() || application.hasRemaining()) {
        server.write(application, record);
        answers.write(record.array(), 0, record.position());
        record.clear();
      }
    } catch (TlsException e) {
      observer.note(new Happening.Failed(e));
      closed = true;
    }
  }

  /** Does not wait: what has not come by now will not come. */
  @Override
  public Optional<Bytes> receive(Duration patience) throws SocketTimeoutException {
    if (answers.size() == 0) {
      if (closed) {
        return Optional.empty();
      }
      throw new SocketTimeoutException("the server has nothing to say");
    }
    Bytes received = Bytes.copyOf(answers.toByteArray());
    answers.reset();
    return Optional.of(received);
  }
}
