package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.ReadResult;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.RecordLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** One connection of our client from the first byte to the last, record by record. */
public final class ClientRun {
  /** For what follows a handshake, such as tickets; a server that has some sends them at once. */
  private static final Duration AFTERWARDS = Duration.ofMillis(500);

  private final TlsConnection connection;
  private final Link link;
  private final Observer observer;
  private final ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
  private Bytes received = Bytes.empty();

  /**
   * @param connection has begun, with states that {@code observer} observes
   */
  public ClientRun(TlsConnection connection, Link link, Observer observer) {
    this.connection = connection;
    this.link = link;
    this.observer = observer;
  }

  /**
   * Shakes hands, exchanges application data, says goodbye. Never throws for what the peer does:
   * that is noted as {@link Happening.Failed}.
   *
   * @param deadline for the handshake
   * @param application sent when the handshake is complete; may be empty
   */
  public void run(Duration deadline, Bytes application) {
    try {
      shakeHands(System.nanoTime() + deadline.toNanos());
      awaitMore();
      if (!application.isEmpty()) {
        observer.note(new Happening.ApplicationDataSent(application));
        send(ByteBuffer.wrap(application.toArray()));
        awaitMore();
      }
      sayGoodbye();
    } catch (PeerAlert e) {
      observer.note(new Happening.AlertReceived(e.received()));
      observer.note(new Happening.Failed(e));
      sendAlert(e);
    } catch (TlsException e) {
      observer.note(new Happening.Failed(e));
      sendAlert(e);
    } catch (IOException e) {
      observer.note(new Happening.Failed(e));
    }
  }

  private void shakeHands(long end) throws IOException, TlsException {
    flush();
    while (!connection.status().established()) {
      ReadResult result = readRecord();
      flush();
      if (result == ReadResult.UNDERFLOW) {
        requireMore(receive(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
      }
    }
  }

  private static void requireMore(boolean came) throws EOFException {
    if (!came) {
      throw new EOFException("the server closed the connection during the handshake");
    }
  }

  /** Reads until it is quiet or the peer has closed. */
  private void awaitMore() throws IOException, TlsException {
    try {
      while (true) {
        ReadResult result = readRecord();
        if (result == ReadResult.CLOSED
            || (result == ReadResult.UNDERFLOW && !receive(AFTERWARDS))) {
          return;
        }
      }
    } catch (SocketTimeoutException e) {
      flush(); // what came may have called for an answer
    }
  }

  private void sayGoodbye() throws IOException, TlsException {
    connection.close();
    if (connection.status().wantsWrite()) {
      observer.note(new Happening.AlertSent(Alert.warning(AlertDescription.CLOSE_NOTIFY)));
    }
    flush();
    try {
      awaitMore();
    } catch (IOException | TlsException e) {
      // Nothing is left to lose; a peer that just goes is told of as one that said no goodbye.
    }
  }

  private void sendAlert(TlsException reason) {
    try {
      if (connection.status().wantsWrite()) {
        reason
            .alert()
            .ifPresent(alert -> observer.note(new Happening.AlertSent(Alert.fatal(alert))));
        flush();
      }
    } catch (IOException | TlsException e) {
      reason.addSuppressed(e); // why we failed counts more than that the peer is gone
    }
  }

  private ReadResult readRecord() throws TlsException {
    Optional<Bytes> record = wholeRecord();
    if (record.isEmpty()) {
      return ReadResult.UNDERFLOW;
    }
    observer.note(new Happening.RecordReceived(record.get()));
    received = received.slice(record.get().size(), received.size());
    plaintext.clear();
    ByteBuffer wire = ByteBuffer.wrap(record.get().toArray());
    ReadResult result = connection.read(wire, plaintext);
    connection.runPendingWork();
    if (plaintext.position() > 0) {
      observer.note(new Happening.ApplicationDataReceived(Bytes.copyOf(plaintext.flip())));
    }
    if (result == ReadResult.CLOSED) {
      observer.note(new Happening.AlertReceived(Alert.warning(AlertDescription.CLOSE_NOTIFY)));
    }
    return result == ReadResult.UNDERFLOW ? ReadResult.OK : result;
  }

  /** Cuts at the length in the header; a length that is not allowed is for the record layer. */
  private Optional<Bytes> wholeRecord() {
    if (received.size() < RecordHeader.LENGTH) {
      return Optional.empty();
    }
    int length = RecordHeader.LENGTH + (received.get(3) << 8 | received.get(4));
    if (length > RecordLimits.MAX_RECORD) {
      return Optional.of(received); // all there is: it will be refused
    }
    return received.size() < length ? Optional.empty() : Optional.of(received.first(length));
  }

  private boolean receive(Duration patience) throws IOException {
    Optional<Bytes> more = link.receive(patience);
    received = received.plus(more.orElseGet(Bytes::empty));
    return more.isPresent();
  }

  private void flush() throws IOException, TlsException {
    send(ByteBuffer.allocate(0));
  }

  private void send(ByteBuffer application) throws IOException, TlsException {
    ByteBuffer record = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    while (connection.status().wantsWrite() || application.hasRemaining()) {
      connection.write(application, record);
      Bytes sent = Bytes.copyOf(record.flip());
      observer.note(new Happening.RecordSent(sent));
      link.send(sent);
      record.clear();
    }
  }
}
