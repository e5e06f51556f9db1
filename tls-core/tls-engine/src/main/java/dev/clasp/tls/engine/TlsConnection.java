package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.ActionSink;
import dev.clasp.tls.handshake.Exporter;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.HandshakeTimeout;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One TLS connection without I/O: bytes in, bytes out, one record a call. Not thread-safe.
 *
 * <p>Knows neither role nor version: both are in the handshake state it starts from. The caller
 * owns all buffers. Both directions close on their own (RFC 9846 §6.1): after {@link #close} we may
 * still read, after {@link ReadResult#CLOSED} still write.
 *
 * <p>When a method throws a {@link TlsException} the connection has failed: reading is over, keys
 * and state are forgotten, and {@link #write} has the fatal alert to send, if there is one.
 *
 * <p>This is the whole surface a driver sees, and the one place that catches. What happens to
 * records is in {@link Inbound} and {@link Outbound}.
 */
public final class TlsConnection {
  private final Outbound out;
  private final Inbound in;
  private final Handshaker handshaker;
  private final Requests requests;
  private final SessionRecorder session = new SessionRecorder();
  private final ConnectionListener listener;
  private final DeadlineTimer deadline;
  private Optional<TlsException> failure = Optional.empty();
  private boolean toldTheEnd;

  private TlsConnection(CryptoProvider crypto, HandshakeState state, ConnectionOptions options) {
    PeerCounters counters = new PeerCounters(options.peerLimits());
    int maxMessage = options.peerLimits().handshakeMessageLength();
    listener = options.listeners().starting();
    deadline = new DeadlineTimer(options.handshakeDeadline());
    out = new Outbound(crypto, options, listener);
    handshaker =
        new Handshaker(
            state,
            new Sink(),
            counters,
            maxMessage,
            () -> session.info().ifPresent(listener::established));
    in = new Inbound(crypto, handshaker, counters, out, listener);
    requests = new Requests(handshaker);
  }

  /**
   * Starts a connection: carries out the actions of a first step, such as to send ClientHello.
   *
   * @throws TlsException when an action cannot be done; then there is no connection
   */
  public static TlsConnection start(CryptoProvider crypto, Step first, ConnectionOptions options)
      throws TlsException {
    TlsConnection connection = new TlsConnection(crypto, first.next(), options);
    connection.guarded(() -> connection.handshaker.follow(first));
    return connection;
  }

  /** Starts a connection with {@link ConnectionOptions#standard}. */
  public static TlsConnection start(CryptoProvider crypto, Step first) throws TlsException {
    return start(crypto, first, ConnectionOptions.standard());
  }

  /**
   * Reads one record.
   *
   * @param wire received bytes; its position moves behind the record, or stays
   * @param plaintext for application data; its position moves behind them. 2^14 bytes of room are
   *     enough for any record, none at all for a handshake. Bytes beyond the position are undefined
   *     afterwards. Must not overlap {@code wire}
   * @throws TlsException why the connection failed
   */
  public ReadResult read(ByteBuffer wire, ByteBuffer plaintext) throws TlsException {
    requireWritable("plaintext", plaintext);
    if (in.isClosed()) {
      return ReadResult.CLOSED;
    }
    if (handshaker.pendingWork().isPresent()) {
      return ReadResult.PENDING_WORK;
    }
    return guarded(() -> in.read(wire, plaintext));
  }

  /**
   * Writes one record: of the handshake or an alert if one waits, else of application data.
   *
   * @param plaintext application data to send; its position moves behind what the record took. May
   *     be empty
   * @param wire where the record goes; its position moves behind it. {@link
   *     dev.clasp.tls.record.RecordLimits#MAX_RECORD} bytes of room are enough for any
   * @throws TlsException why the connection failed
   */
  public WriteResult write(ByteBuffer plaintext, ByteBuffer wire) throws TlsException {
    requireWritable("wire", wire);
    return guarded(() -> out.write(plaintext, wire, handshaker));
  }

  /**
   * Writes one record: of the handshake if one waits, else of early data (RFC 9846 §2.3).
   *
   * <p>What is written here can be replayed and is not forward secret. Whether the server took it,
   * an event tells: {@link HandshakeEvent.EarlyDataAccepted}, or {@link
   * HandshakeEvent.EarlyDataRejected} and then none of it has arrived. Nothing is ever sent again
   * by itself.
   *
   * @param plaintext as for {@link #write}; of it at most {@link #earlyDataLeft} bytes are taken
   * @param wire as for {@link #write}
   * @return {@code NOT_READY} when early data may not be written, or no more
   * @throws TlsException why the connection failed
   */
  public WriteResult writeEarlyData(ByteBuffer plaintext, ByteBuffer wire) throws TlsException {
    requireWritable("wire", wire);
    return guarded(() -> out.writeEarlyData(plaintext, wire));
  }

  /** How much early data may be written now, in bytes; 0 when none may. */
  public long earlyDataLeft() {
    return out.earlyDataLeft();
  }

  /**
   * Takes early data that has come (RFC 9846 §2.3): it may be a replay. {@link #read} never gives
   * early data, and this method never gives any other.
   *
   * @param target its position moves behind what was taken
   * @return how many bytes; 0 when there are none, or none yet
   */
  public int readEarlyData(ByteBuffer target) {
    return in.takeEarlyData(target);
  }

  /** What the connection waits for. */
  public ConnectionStatus status() {
    Optional<PendingWork> work = pendingWork();
    return new ConnectionStatus(
        !in.isClosed() && work.isEmpty(), out.hasQueued(), work, handshaker.isEstablished());
  }

  /** Work the handshake waits for; empty when it waits for none. */
  public Optional<PendingWork> pendingWork() {
    return handshaker.pendingWork();
  }

  /**
   * Goes on with the result of work that ran elsewhere. Does nothing when the connection has ended
   * meanwhile.
   *
   * @throws TlsException why the connection failed
   * @throws IllegalArgumentException when the connection waits for other work
   */
  public void complete(PendingWork work, Step result) throws TlsException {
    if (isAwaited(work)) {
      guarded(
          () -> {
            handshaker.resume(result);
            requests.run();
          });
    }
  }

  /**
   * Fails the handshake with what the work threw. Does nothing when the connection has ended
   * meanwhile.
   *
   * @throws TlsException always the given one, unless the connection has ended
   * @throws IllegalArgumentException when the connection waits for other work
   */
  public void fail(PendingWork work, TlsException reason) throws TlsException {
    if (isAwaited(work)) {
      guarded(
          () -> {
            throw reason;
          });
    }
  }

  /**
   * Runs pending work here and now, until there is none; for drivers that do not mind the wait.
   *
   * @throws TlsException why the connection failed
   */
  public void runPendingWork() throws TlsException {
    guarded(
        () -> {
          for (Optional<PendingWork> work = pendingWork(); work.isPresent(); work = pendingWork()) {
            handshaker.resume(work.get().run());
          }
          requests.run();
        });
  }

  /**
   * Ends our direction: queues close_notify behind what is queued. What the peer sends can still be
   * read.
   *
   * <p>Ends both directions during the handshake: with user_canceled before the close_notify, or
   * without a word if nothing was said yet.
   */
  public void close() {
    if (out.isClosed()) {
      return;
    }
    if (handshaker.isEstablished()) {
      out.close(AlertRecords.CLOSED);
      return;
    }
    in.close();
    handshaker.end();
    boolean spoken = in.anythingRead() || out.anythingWritten();
    out.close(spoken ? AlertRecords.CANCELED : List.of());
    tellTheEnd();
  }

  private boolean isShakingHands() {
    return !handshaker.isEstablished() && !handshaker.hasEnded();
  }

  /**
   * Tells that the transport has ended: the peer will send nothing more.
   *
   * @throws TlsException {@code decode_error} unless it said so with close_notify: "the receiver
   *     cannot know that all the data that was sent has been received" (RFC 9846 §6.1)
   */
  public void endOfStream() throws TlsException {
    if (!in.isClosed()) {
      guarded(
          () -> {
            // "failure to properly close a connection no longer requires that a session not be
            // resumed" (RFC 5246 §7.2.1)
            handshaker.end();
            // No clause names the alert; OpenSSL chose the same.
            throw new ProtocolViolation(
                AlertDescription.DECODE_ERROR,
                Rfc.rfc9846("6.1", 6, 8),
                "transport: ended, expected close_notify first");
          });
    }
  }

  /**
   * Changes our write keys (RFC 9846 §4.7.3): now, or once pending work is done. TLS 1.2 cannot.
   *
   * @param requestPeer whether the peer shall change its own too
   * @throws TlsException why the connection failed
   * @throws IllegalStateException when the handshake is not complete, we have closed, or the
   *     version has no such thing
   */
  public void updateKeys(boolean requestPeer) throws TlsException {
    request(Requests.updateKeys(requestPeer));
  }

  /** Whether {@link #requestCertificate} may be called now. */
  public boolean canRequestCertificate() {
    return !out.isClosed() && requests.isPossible(Requests.REQUEST_CERTIFICATE);
  }

  /**
   * Asks the client for its certificate (RFC 9846 §4.7.2): now, or once pending work is done. A
   * {@link HandshakeEvent.CertificateAnswered} tells the answer, whenever it comes, and then {@link
   * #session} has the client's certificate; one that is not valid ends the connection.
   *
   * @throws TlsException why the connection failed
   * @throws IllegalStateException unless this is an open, established connection of a TLS 1.3
   *     server that knows which certificates to believe, the client offered post_handshake_auth,
   *     and fewer than eight requests have no answer yet
   */
  public void requestCertificate() throws TlsException {
    request(Requests.REQUEST_CERTIFICATE);
  }

  /**
   * Sends one more ticket to resume with (RFC 9846 §4.7.1): now, or once pending work is done.
   *
   * @throws TlsException why the connection failed
   * @throws IllegalStateException unless this is an open, established connection of a TLS 1.3
   *     server with tickets or a session store, and the client can resume
   */
  public void sendTicket() throws TlsException {
    request(Requests.SEND_TICKET);
  }

  private void request(Requests.Request request) throws TlsException {
    if (out.isClosed()) {
      throw new IllegalStateException(request.otherwise());
    }
    requests.add(request);
    guarded(requests::run);
  }

  /** The next thing to tell the application, oldest first; each comes once. */
  public Optional<HandshakeEvent> pollEvent() {
    return session.poll();
  }

  /** What both sides agreed on; empty until the hellos are exchanged. */
  public Optional<SessionInfo> session() {
    return session.info();
  }

  /** Keying material for the application (RFC 9846 §7.5); empty unless established and sound. */
  public Optional<Exporter> exporter() {
    return session.exporter();
  }

  /** What went through so far. */
  public ConnectionTotals totals() {
    return new ConnectionTotals(
        in.records(),
        in.wireBytes(),
        in.dataBytes(),
        out.records(),
        out.wireBytes(),
        out.dataBytes());
  }

  /**
   * How long the handshake may still take; negative when it is late. Empty when it is over, and
   * without a deadline ({@link ConnectionOptions#withHandshakeDeadline}).
   */
  public Optional<Duration> handshakeTimeLeft() {
    return isShakingHands() ? deadline.left() : Optional.empty();
  }

  /**
   * Fails the handshake if it is late; every other call looks at the deadline, too. For drivers
   * that wait for a silent peer.
   *
   * @throws HandshakeTimeout {@code user_canceled} past the deadline; {@link #write} has the alert
   */
  public void checkDeadline() throws TlsException {
    guarded(() -> {});
  }

  /** Why the connection failed, if it did. */
  public Optional<TlsException> failure() {
    return failure;
  }

  private boolean isAwaited(PendingWork work) {
    if (handshaker.hasEnded()) {
      return false;
    }
    if (pendingWork().filter(awaited -> awaited == work).isEmpty()) {
      throw new IllegalArgumentException("not the work awaited: " + work.description());
    }
    return true;
  }

  private static void requireWritable(String name, ByteBuffer buffer) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException(name + ": a read-only buffer");
    }
  }

  private interface Operation<T> {
    T run() throws TlsException;
  }

  private interface VoidOperation {
    void run() throws TlsException;
  }

  private void guarded(VoidOperation operation) throws TlsException {
    guarded(
        () -> {
          operation.run();
          return this;
        });
  }

  /** The one place where an error ends the connection. */
  private <T> T guarded(Operation<T> operation) throws TlsException {
    try {
      if (isShakingHands()) {
        deadline.check();
      }
      T result = operation.run();
      tellTheEnd();
      return result;
    } catch (TlsException e) {
      end(e);
      throw e;
    } catch (RuntimeException e) {
      // A bug of ours or of a state's; no peer may bring down more than its own connection.
      LocalFault fault = new LocalFault("connection: " + e.getClass().getName(), e);
      end(fault);
      throw fault;
    }
  }

  /**
   * "it SHOULD send an appropriate fatal alert and MUST close the connection without sending or
   * receiving any additional data" (RFC 9846 §6.2), and "MUST forget the secret values and keys"
   * (§6). What is queued goes out before the alert, so that the peer knows the keys of the alert,
   * however much the driver has read before it wrote.
   */
  private void end(TlsException reason) {
    // Nothing follows our close_notify, and an alert that could not be sent is not sent again.
    boolean first = failure.isEmpty();
    List<Alert> lastWords = first ? AlertRecords.of(reason) : List.of();
    failure = Optional.of(failure.orElse(reason));
    handshaker.fail();
    requests.clear();
    session.forgetSecrets();
    in.end();
    out.end(lastWords, reason);
    if (first) {
      listener.failed(reason);
    }
    tellTheEnd();
  }

  private void tellTheEnd() {
    if (!toldTheEnd && in.isClosed() && out.isClosed() && !out.hasQueued()) {
      toldTheEnd = true;
      listener.ended(totals());
    }
  }

  /** Carries out a state's actions. */
  private final class Sink implements ActionSink {
    @Override
    public void send(Bytes messages) {
      // Who sends before having received anything sends an initial ClientHello.
      int version =
          in.anythingRead() ? RecordHeader.VERSION : RecordHeader.INITIAL_CLIENT_HELLO_VERSION;
      out.send(ContentType.HANDSHAKE, version, messages);
    }

    @Override
    public void sendChangeCipherSpec() {
      out.send(ContentType.CHANGE_CIPHER_SPEC, RecordHeader.VERSION, Bytes.of(1));
    }

    @Override
    public void changeWriteKeys(Epoch epoch) throws TlsException {
      out.changeKeys(epoch);
    }

    @Override
    public void changeReadKeys(Epoch epoch, RecordBoundary boundary) {
      in.changeKeys(epoch);
    }

    @Override
    public void skipEarlyData(long maxBytes) {
      in.skipEarlyData(maxBytes);
    }

    @Override
    public void offerEarlyData(long maxBytes) {
      out.offerEarlyData(maxBytes);
    }

    @Override
    public void acceptEarlyData(long maxBytes) {
      in.acceptEarlyData(maxBytes);
    }

    @Override
    public void dropWriteKeys() throws TlsException {
      out.dropKeys();
    }

    @Override
    public void limitRecords(int sent, int received) {
      out.limit(sent);
      in.limit(received);
    }

    @Override
    public void sendWarning(AlertDescription description) {
      out.sendWarning(Alert.warning(description));
    }

    @Override
    public void report(HandshakeEvent event) {
      session.record(event);
      listener.handshakeEvent(event);
    }
  }
}
