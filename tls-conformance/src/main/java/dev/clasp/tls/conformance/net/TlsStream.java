package dev.clasp.tls.conformance.net;

import dev.clasp.tls.engine.ReadResult;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.engine.WriteResult;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One TLS connection over a socket, blocking.
 *
 * <p>One thread may read while another writes. Slow work, such as a signature, runs in the thread
 * that meets it.
 */
public final class TlsStream implements AutoCloseable {
  /**
   * How long {@link #close} waits for the peer's end; a reset could cost the peer our last words.
   */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final int NONE = -1;
  private static final long NOT_WRITING = 0;

  /** What a client may say before it answers a request for its certificate, in bytes. */
  private static final int MAX_KEPT = 1 << 20;

  private final Socket socket;
  private final TlsConnection connection; // guarded by itself
  // The last event of each kind: a long connection has many key updates. Guarded by connection.
  private final Map<Class<?>, HandshakeEvent> events = new LinkedHashMap<>();

  // Of the reading thread alone; both are kept ready to be read from.
  private final ByteBuffer received = ByteBuffer.allocate(2 * RecordLimits.MAX_RECORD).flip();
  private final ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_RECORD).flip();

  // What came while a certificate was awaited.
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  private final ReentrantLock sending = new ReentrantLock(); // taken before the connection's
  private final ByteBuffer record = ByteBuffer.allocate(RecordLimits.MAX_RECORD); // by sending

  private volatile Duration idleTimeout = Duration.ZERO;

  /** When a write began that is not done, by {@code System.nanoTime}. */
  private volatile long writingSince = NOT_WRITING;

  /** Takes over a connected socket; {@link #handshake} begins the conversation. */
  public TlsStream(Socket socket, TlsConnection connection) {
    this.socket = socket;
    this.connection = connection;
  }

  /**
   * Sends early data as far as it may be sent, before {@link #handshake} (RFC 9846 §2.3).
   *
   * @return how many bytes were sent; 0 when the session allows none
   */
  public int writeEarly(byte[] source) throws IOException, TlsException {
    ByteBuffer rest = ByteBuffer.wrap(source);
    sending.lock();
    try {
      WriteResult result = WriteResult.OK;
      while (result == WriteResult.OK && (rest.hasRemaining() || wantsWrite())) {
        synchronized (connection) {
          result = connection.writeEarlyData(rest, record);
        }
        send();
      }
      return rest.position();
    } finally {
      sending.unlock();
    }
  }

  /** The early data that has come and was not asked for yet: it may be a replay. */
  public byte[] readEarly() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    synchronized (connection) {
      while (connection.readEarlyData(buffer.clear()) > 0) {
        all.write(buffer.array(), 0, buffer.position());
      }
    }
    return all.toByteArray();
  }

  /**
   * Shakes hands.
   *
   * @throws TlsException when it fails; the peer has been told by an alert
   * @throws SocketTimeoutException when it is not done within the deadline
   * @throws EOFException when the peer leaves
   */
  public void handshake(Duration deadline) throws IOException, TlsException {
    long end = System.nanoTime() + deadline.toNanos();
    flush();
    while (!established()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("no handshake within " + deadline.toMillis() + " ms");
      }
      socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      advance();
    }
    socket.setSoTimeout((int) Math.min(idleTimeout.toMillis(), Integer.MAX_VALUE));
  }

  /**
   * Makes reading give up on a peer that is silent for so long, once the handshake is complete:
   * {@link #read} throws a {@link SocketTimeoutException}. To be set before {@link #handshake}.
   *
   * @param timeout zero, as by default, for never
   */
  public void idleTimeout(Duration timeout) {
    this.idleTimeout = timeout;
  }

  /** Whether a write has been waiting for so long for the peer to read. */
  boolean isWritingFor(Duration time) {
    long since = writingSince;
    return since != NOT_WRITING && System.nanoTime() - since > time.toNanos();
  }

  /**
   * Reads application data.
   *
   * @return how many bytes, at least one; -1 after the peer's close_notify
   * @throws TlsException when the connection failed, or the peer left without close_notify
   */
  public int read(byte[] target) throws IOException, TlsException {
    if (kept.size() > 0) {
      return readKept(target);
    }
    while (!plaintext.hasRemaining()) {
      if (advance() == ReadResult.CLOSED) {
        return NONE;
      }
    }
    int length = Math.min(target.length, plaintext.remaining());
    plaintext.get(target, 0, length);
    return length;
  }

  private int readKept(byte[] target) {
    byte[] all = kept.toByteArray();
    int length = Math.min(target.length, all.length);
    System.arraycopy(all, 0, target, 0, length);
    kept.reset();
    kept.write(all, length, all.length - length);
    return length;
  }

  /**
   * Writes application data, all of it.
   *
   * @throws IOException also when our direction is closed
   */
  public void write(byte[] source, int offset, int length) throws IOException, TlsException {
    ByteBuffer rest = ByteBuffer.wrap(source, offset, length);
    sending.lock();
    try {
      while (rest.hasRemaining()) {
        if (sendRecord(rest) == WriteResult.CLOSED) {
          throw new IOException("the connection is closed for writing");
        }
      }
    } finally {
      sending.unlock();
    }
    flush();
  }

  /** Sends close_notify; reading goes on. */
  public void closeOutput() throws IOException, TlsException {
    synchronized (connection) {
      connection.close();
    }
    flush();
  }

  /** Changes our write keys, and asks the peer for the same if {@code requestPeer}. */
  public void updateKeys(boolean requestPeer) throws IOException, TlsException {
    synchronized (connection) {
      connection.updateKeys(requestPeer);
    }
    flush();
  }

  /** Whether the client can be asked for its certificate now (RFC 9846 §4.7.2). */
  public boolean canRequestCertificate() {
    synchronized (connection) {
      return connection.canRequestCertificate();
    }
  }

  /**
   * Asks the client for its certificate and waits for the answer; a certificate that is not valid
   * ends the connection. What the client says before it answers is kept for {@link #read}.
   *
   * @return the subject of the certificate; empty when the client has none
   * @throws IOException also when the client says more than a megabyte before it answers
   */
  public Optional<String> requestCertificate() throws IOException, TlsException {
    synchronized (connection) {
      connection.requestCertificate();
      events.remove(HandshakeEvent.CertificateAnswered.class);
    }
    flush();
    Optional<HandshakeEvent.CertificateAnswered> answer = Optional.empty();
    while (answer.isEmpty()) {
      if (advance() == ReadResult.CLOSED) {
        throw new EOFException("the client closed the connection before it sent its certificate");
      }
      keepPlaintext();
      answer = event(HandshakeEvent.CertificateAnswered.class);
    }
    return answer.get().client().map(path -> path.leaf().subject().toString());
  }

  private void keepPlaintext() throws IOException {
    if (kept.size() + plaintext.remaining() > MAX_KEPT) {
      throw new IOException("the client does not answer the request for its certificate");
    }
    kept.write(plaintext.array(), plaintext.position(), plaintext.remaining());
    plaintext.position(plaintext.limit());
  }

  /** Sends one more ticket to resume with (RFC 9846 §4.7.1). */
  public void sendTicket() throws IOException, TlsException {
    synchronized (connection) {
      connection.sendTicket();
    }
    flush();
  }

  /** The last event of a kind that the handshake reported so far. */
  public <E extends HandshakeEvent> Optional<E> event(Class<E> kind) {
    synchronized (connection) {
      return Optional.ofNullable(kind.cast(events.get(kind)));
    }
  }

  /** {@code address:port} of the peer. */
  public String peer() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  /**
   * Ends both directions: says close_notify unless all is said, then waits a moment for the peer to
   * end too, since a socket closed with bytes unread takes the last ones sent with it.
   */
  @Override
  public void close() throws IOException {
    try (socket) {
      closeOutput();
      socket.shutdownOutput();
      socket.setSoTimeout((int) LINGER.toMillis());
      byte[] ignored = new byte[RecordLimits.MAX_RECORD];
      long end = System.nanoTime() + LINGER.toNanos();
      while (System.nanoTime() < end && socket.getInputStream().read(ignored) >= 0) {
        // what comes after the end is not looked at
      }
    } catch (TlsException | IOException e) {
      // The peer is gone or broken: there is nobody left to say goodbye to.
    }
  }

  /** Handles one record, or waits for more bytes. */
  private ReadResult advance() throws IOException, TlsException {
    ReadResult result;
    try {
      synchronized (connection) {
        result = readRecord();
      }
    } catch (TlsException e) {
      sendAlert(e);
      throw e;
    }
    flush();
    if (result == ReadResult.UNDERFLOW) {
      receive();
    }
    return result;
  }

  private ReadResult readRecord() throws TlsException {
    plaintext.clear();
    try {
      ReadResult result = connection.read(received, plaintext);
      if (result == ReadResult.PENDING_WORK) {
        connection.runPendingWork();
      }
      return result;
    } finally {
      plaintext.flip();
      for (Optional<HandshakeEvent> event = connection.pollEvent();
          event.isPresent();
          event = connection.pollEvent()) {
        events.put(event.get().getClass(), event.get());
      }
    }
  }

  private void sendAlert(TlsException reason) {
    try {
      flush();
    } catch (IOException | TlsException e) {
      reason.addSuppressed(e); // why we failed counts more than that the peer is gone
    }
  }

  private void receive() throws IOException, TlsException {
    received.compact();
    int length = 0;
    try {
      length =
          socket.getInputStream().read(received.array(), received.position(), received.remaining());
    } catch (SocketTimeoutException e) {
      throw established()
          ? new SocketTimeoutException("idle for %d ms".formatted(idleTimeout.toMillis()))
          : e;
    } finally {
      received.position(received.position() + Math.max(length, 0)).flip();
    }
    if (length >= 0) {
      return;
    }
    if (!established()) {
      throw new EOFException("the peer closed the connection during the handshake");
    }
    synchronized (connection) {
      connection.endOfStream();
    }
  }

  /**
   * Sends what is queued. When another thread is sending, it will see to it: nobody waits here
   * while a peer that does not read blocks the sender.
   */
  private void flush() throws IOException, TlsException {
    while (wantsWrite() && sending.tryLock()) {
      try {
        while (wantsWrite()) {
          sendRecord(ByteBuffer.allocate(0));
        }
      } finally {
        sending.unlock();
      }
    }
  }

  private WriteResult sendRecord(ByteBuffer application) throws IOException, TlsException {
    WriteResult result;
    synchronized (connection) {
      result = connection.write(application, record);
    }
    if (result == WriteResult.NOT_READY || result == WriteResult.OVERFLOW) {
      throw new IllegalStateException("cannot write: " + result);
    }
    send();
    return result;
  }

  private void send() throws IOException {
    writingSince = System.nanoTime() | 1; // never NOT_WRITING
    try {
      socket.getOutputStream().write(record.array(), 0, record.position());
    } finally {
      writingSince = NOT_WRITING;
    }
    record.clear();
  }

  private boolean wantsWrite() {
    synchronized (connection) {
      return connection.status().wantsWrite();
    }
  }

  private boolean established() {
    synchronized (connection) {
      return connection.status().established();
    }
  }
}
