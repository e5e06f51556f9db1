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
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.RecordLimits;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;
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
 * <p>More than 500 lines, half of them Javadoc: this is the whole surface a driver sees, and the
 * one place that catches.
 */
public final class TlsConnection {
  private final ConnectionOptions options;
  private final ReadHalf readHalf;
  private final WriteHalf writeHalf;
  private final Outbox outbox;
  private final PeerCounters counters;
  private final Handshaker handshaker;
  private final SessionRecorder session = new SessionRecorder();

  private final EarlyDataIn earlyIn = new EarlyDataIn();

  /** How much early data may still be written, in bytes. */
  private long earlyDataLeft;

  private boolean anythingRead;
  private boolean anythingWritten;
  private boolean readClosed;
  private boolean writeClosed;
  private Optional<TlsException> failure = Optional.empty();

  private TlsConnection(CryptoProvider crypto, HandshakeState state, ConnectionOptions options) {
    this.options = options;
    readHalf = new ReadHalf(crypto);
    writeHalf = new WriteHalf(crypto, options.padding());
    outbox = new Outbox(writeHalf, options.fragmenter());
    counters = new PeerCounters(options.peerLimits());
    int maxMessage = options.peerLimits().handshakeMessageLength();
    handshaker = new Handshaker(state, new Sink(), counters, maxMessage);
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
    if (readClosed) {
      return ReadResult.CLOSED;
    }
    if (handshaker.pendingWork().isPresent()) {
      return ReadResult.PENDING_WORK;
    }
    return guarded(() -> readRecord(wire, plaintext));
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
    return guarded(() -> writeRecord(plaintext, wire));
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
    return guarded(() -> writeEarlyRecord(plaintext, wire));
  }

  /** How much early data may be written now, in bytes; 0 when none may. */
  public long earlyDataLeft() {
    return writeClosed ? 0 : earlyDataLeft;
  }

  /**
   * Takes early data that has come (RFC 9846 §2.3): it may be a replay. {@link #read} never gives
   * early data, and this method never gives any other.
   *
   * @param target its position moves behind what was taken
   * @return how many bytes; 0 when there are none, or none yet
   */
  public int readEarlyData(ByteBuffer target) {
    return earlyIn.read(target);
  }

  /** What the connection waits for. */
  public ConnectionStatus status() {
    Optional<PendingWork> work = pendingWork();
    return new ConnectionStatus(
        !readClosed && work.isEmpty(), !outbox.isEmpty(), work, handshaker.isEstablished());
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
      guarded(() -> handshaker.resume(result));
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
    if (writeClosed) {
      return;
    }
    writeClosed = true;
    if (handshaker.isEstablished()) {
      outbox.add(AlertRecords.CLOSED);
      return;
    }
    endReading();
    handshaker.end();
    if (anythingRead || anythingWritten) {
      outbox.add(AlertRecords.CANCELED);
    } else {
      outbox.clear();
    }
  }

  /**
   * Tells that the transport has ended: the peer will send nothing more.
   *
   * @throws TlsException {@code decode_error} unless it said so with close_notify: "the receiver
   *     cannot know that all the data that was sent has been received" (RFC 9846 §6.1)
   */
  public void endOfStream() throws TlsException {
    if (!readClosed) {
      guarded(
          () -> {
            // No clause names the alert; OpenSSL chose the same.
            throw new ProtocolViolation(
                AlertDescription.DECODE_ERROR,
                Rfc.rfc9846("6.1"),
                "transport: ended, expected close_notify first");
          });
    }
  }

  /**
   * Changes our write keys now (RFC 9846 §4.7.3). TLS 1.2 cannot.
   *
   * @param requestPeer whether the peer shall change its own too
   * @throws TlsException why the connection failed
   * @throws IllegalStateException when the handshake is not complete, we have closed, or the
   *     version has no such thing
   */
  public void updateKeys(boolean requestPeer) throws TlsException {
    Optional<HandshakeState.Connected> connected = handshaker.connected();
    if (writeClosed || connected.filter(HandshakeState.Connected::canUpdateKeys).isEmpty()) {
      throw new IllegalStateException(
          "keys can be updated on an open, established connection of TLS 1.3");
    }
    guarded(() -> handshaker.follow(connected.get().updateKeys(requestPeer)));
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

  /** Why the connection failed, if it did. */
  public Optional<TlsException> failure() {
    return failure;
  }

  private ReadResult readRecord(ByteBuffer wire, ByteBuffer plaintext) throws TlsException {
    if (earlyIn.isOpen()) {
      return readEarlyRecord(wire);
    }
    int start = plaintext.position();
    ReadOutcome outcome = readHalf.open(wire, plaintext);
    if (outcome instanceof Fragment fragment) {
      anythingRead = true;
      take(fragment);
      return readClosed ? ReadResult.CLOSED : ReadResult.OK;
    }
    return switch ((ReadOutcome.Plain) outcome) {
      case UNDERFLOW -> ReadResult.UNDERFLOW;
      case OVERFLOW -> {
        requireApplicationData();
        yield ReadResult.OVERFLOW;
      }
      case APPLICATION_DATA -> {
        takeApplicationData(plaintext, start);
        yield ReadResult.OK;
      }
      case SKIPPED -> ReadResult.OK;
    };
  }

  /** Early data goes into a buffer of ours, so that nobody takes it for other data. */
  private ReadResult readEarlyRecord(ByteBuffer wire) throws TlsException {
    ByteBuffer early = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    ReadOutcome outcome = readHalf.open(wire, early);
    if (outcome instanceof Fragment fragment) {
      take(fragment);
      return readClosed ? ReadResult.CLOSED : ReadResult.OK;
    }
    if (outcome == ReadOutcome.Plain.UNDERFLOW) {
      return ReadResult.UNDERFLOW;
    }
    if (outcome == ReadOutcome.Plain.APPLICATION_DATA) {
      handshaker.requireNoPartialMessage();
      counters.applicationData(early.position());
      earlyIn.add(early.flip());
    }
    return ReadResult.OK;
  }

  private void takeApplicationData(ByteBuffer plaintext, int start) throws TlsException {
    int end = plaintext.position();
    plaintext.position(start); // the application gets nothing it must not have
    requireApplicationData();
    counters.applicationData(end - start);
    plaintext.position(end);
  }

  private void requireApplicationData() throws TlsException {
    handshaker.requireNoPartialMessage();
    if (!handshaker.isEstablished()) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("6.2"),
          "record: application_data before the handshake is complete");
    }
  }

  private void take(Fragment fragment) throws TlsException {
    switch (fragment.type()) {
      case HANDSHAKE -> handshaker.take(fragment.content());
      case ALERT -> take(Alert.decode(fragment.content()));
      case CHANGE_CIPHER_SPEC -> handshaker.takeChangeCipherSpec(fragment.content());
      case APPLICATION_DATA -> throw new AssertionError("the record layer delivers it otherwise");
    }
  }

  /** Whether the level says anything is the state's to know. */
  private void take(Alert alert) throws TlsException {
    AlertDescription description = alert.description();
    if (!description.isClosure() && alert.isWarning()) {
      handshaker.takeWarning(alert);
      return;
    }
    if (!description.isClosure()) {
      // Even inside a handshake message: the peer has gone, no answer of ours would matter.
      throw new PeerAlert(alert);
    }
    handshaker.requireNoPartialMessage();
    if (description.equals(AlertDescription.USER_CANCELED)) {
      // "SHOULD continue to read data from the peer until a close_notify is received" (§6.1)
      counters.warning();
      return;
    }
    if (!handshaker.isEstablished()) {
      throw new PeerAlert(alert); // orderly or not, the handshake has failed
    }
    endReading();
    if (handshaker.connected().map(HandshakeState.Connected::closesBothDirections).orElse(false)) {
      answerClose();
    }
  }

  /** "close down the connection immediately, discarding any pending writes" (RFC 5246 §7.2.1). */
  private void answerClose() {
    if (!writeClosed) {
      writeClosed = true;
      outbox.clear();
      outbox.add(AlertRecords.CLOSED);
    }
  }

  private WriteResult writeRecord(ByteBuffer plaintext, ByteBuffer wire) throws TlsException {
    if (!outbox.isEmpty()) {
      return writeQueued(wire);
    }
    if (writeClosed) {
      return WriteResult.CLOSED;
    }
    if (!plaintext.hasRemaining()) {
      return WriteResult.OK;
    }
    if (!handshaker.isEstablished()) {
      return WriteResult.NOT_READY;
    }
    Optional<HandshakeState.Connected> connected = handshaker.connected();
    if (connected.isPresent()
        && connected.get().canUpdateKeys()
        && options.keyUpdates().isDue(writeHalf)
        && writeHalf.mayUpdateKeys()) {
      handshaker.follow(connected.get().updateKeys(false));
      return writeQueued(wire);
    }
    return outbox.writeRecord(ContentType.APPLICATION_DATA, RecordHeader.VERSION, plaintext, wire)
        ? WriteResult.OK
        : WriteResult.OVERFLOW;
  }

  private WriteResult writeEarlyRecord(ByteBuffer plaintext, ByteBuffer wire) throws TlsException {
    if (!outbox.isEmpty()) {
      return writeQueued(wire);
    }
    if (writeClosed) {
      return WriteResult.CLOSED;
    }
    if (!plaintext.hasRemaining()) {
      return WriteResult.OK;
    }
    if (earlyDataLeft == 0) {
      return WriteResult.NOT_READY;
    }
    int length = (int) Math.min(plaintext.remaining(), earlyDataLeft);
    ByteBuffer allowed = plaintext.slice(plaintext.position(), length);
    if (!outbox.writeRecord(ContentType.APPLICATION_DATA, RecordHeader.VERSION, allowed, wire)) {
      return WriteResult.OVERFLOW;
    }
    plaintext.position(plaintext.position() + allowed.position());
    earlyDataLeft -= allowed.position();
    return WriteResult.OK;
  }

  private WriteResult writeQueued(ByteBuffer wire) throws TlsException {
    if (!outbox.writeRecord(wire)) {
      return WriteResult.OVERFLOW;
    }
    anythingWritten = true;
    if (writeClosed && outbox.isEmpty()) {
      writeHalf.destroy();
    }
    return WriteResult.OK;
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

  private void endReading() {
    readClosed = true;
    readHalf.destroy();
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
      return operation.run();
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
   * (§6). The alert goes out under the keys of what was written last, as what was queued is
   * dropped.
   */
  private void end(TlsException reason) {
    // Nothing follows our close_notify, and an alert that could not be sent is not sent again.
    boolean silent = (writeClosed && outbox.isEmpty()) || failure.isPresent();
    failure = Optional.of(failure.orElse(reason));
    handshaker.end();
    session.forgetSecrets();
    earlyIn.clear();
    earlyDataLeft = 0;
    endReading();
    writeClosed = true;
    outbox.clear();
    if (!silent) {
      outbox.add(AlertRecords.of(reason));
    }
    if (outbox.isEmpty()) {
      writeHalf.destroy();
    }
  }

  /** Carries out a state's actions. What it would send after our close_notify is dropped. */
  private final class Sink implements ActionSink {
    @Override
    public void send(Bytes messages) {
      if (!writeClosed) {
        // Who sends before having received anything sends an initial ClientHello.
        int version =
            anythingRead ? RecordHeader.VERSION : RecordHeader.INITIAL_CLIENT_HELLO_VERSION;
        outbox.add(ContentType.HANDSHAKE, version, messages);
      }
    }

    @Override
    public void sendChangeCipherSpec() {
      if (!writeClosed) {
        outbox.add(ContentType.CHANGE_CIPHER_SPEC, RecordHeader.VERSION, Bytes.of(1));
      }
    }

    @Override
    public void changeWriteKeys(Epoch epoch) throws TlsException {
      earlyDataLeft = 0;
      if (!writeClosed) {
        outbox.changeKeys(epoch);
      }
    }

    @Override
    public void changeReadKeys(Epoch epoch, RecordBoundary boundary) {
      earlyIn.close();
      readHalf.changeKeys(epoch);
    }

    @Override
    public void skipEarlyData(long maxBytes) {
      readHalf.skipEarlyData(maxBytes);
    }

    @Override
    public void offerEarlyData(long maxBytes) {
      earlyDataLeft = maxBytes;
    }

    @Override
    public void acceptEarlyData(long maxBytes) {
      earlyIn.open(maxBytes);
    }

    @Override
    public void dropWriteKeys() throws TlsException {
      earlyDataLeft = 0;
      if (!writeClosed) {
        outbox.dropKeys();
      }
    }

    @Override
    public void limitRecords(int sent, int received) {
      outbox.limit(sent);
      readHalf.limit(received);
    }

    @Override
    public void sendWarning(AlertDescription description) {
      if (!writeClosed) {
        outbox.add(List.of(Alert.warning(description)));
      }
    }

    @Override
    public void report(HandshakeEvent event) {
      session.record(event);
    }
  }
}
