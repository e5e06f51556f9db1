package dev.clasp.tls.handshake.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.ActionSink;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Drives one side without a record layer: what it sends is noted with the keys it would travel
 * under, and what it receives has to have been sent under the keys it reads with.
 */
public final class TestPeer implements ActionSink {
  /**
   * Something on the way.
   *
   * @param frame empty for a change_cipher_spec
   * @param epoch empty for the clear
   */
  public record Sent(Optional<HandshakeFrame> frame, Optional<Epoch> epoch) {}

  private final Deque<Sent> outbox = new ArrayDeque<>();
  private final List<HandshakeEvent> events = new ArrayList<>();
  private final List<HandshakeState> visited = new ArrayList<>();
  private final List<Long> skips = new ArrayList<>();
  private final List<List<Integer>> limits = new ArrayList<>();
  private final List<AlertDescription> warnings = new ArrayList<>();
  private final List<Long> earlyDataOffered = new ArrayList<>();
  private final List<Long> earlyDataAccepted = new ArrayList<>();
  private Optional<Epoch> write = Optional.empty();
  private Optional<Epoch> read = Optional.empty();
  private long changeCipherSpecs;
  private HandshakeState state;

  public TestPeer(Step start) throws TlsException {
    this.state = start.next();
    follow(start);
  }

  /** Does what a state answered, and all work that follows from it. */
  public void follow(Step step) throws TlsException {
    Step current = step;
    while (true) {
      for (Action action : current.actions()) {
        action.applyTo(this);
      }
      state = current.next();
      visited.add(state);
      if (!(state instanceof HandshakeState.Working working)) {
        return;
      }
      current = working.work().run();
    }
  }

  public void receive(Sent item) throws TlsException {
    HandshakeState.Receiving receiving = receiving();
    if (item.frame().isEmpty()) {
      follow(receiving.onChangeCipherSpec(RecordBoundary.between(new HandshakeDeframer())));
      return;
    }
    if (!item.epoch().equals(read)) {
      throw RecordException.badRecordMac(Rfc.rfc9846("5.2")); // what a record layer would find
    }
    follow(receiving.receive(item.frame().get()));
  }

  /** What limitRecords was told, sent and received, in order. */
  public List<List<Integer>> limits() {
    return limits;
  }

  /** The warnings sent, in order. */
  public List<AlertDescription> warnings() {
    return warnings;
  }

  public HandshakeState.Receiving receiving() {
    return (HandshakeState.Receiving) state;
  }

  public HandshakeState.Connected connected() {
    return (HandshakeState.Connected) state;
  }

  public boolean isConnected() {
    return state instanceof HandshakeState.Connected;
  }

  public Deque<Sent> outbox() {
    return outbox;
  }

  public List<HandshakeEvent> events() {
    return events;
  }

  /** The first event of this kind. */
  public <T extends HandshakeEvent> Optional<T> event(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Every state it has been in, in order, the ones that work included. */
  public List<HandshakeState> visited() {
    return visited;
  }

  public Optional<Epoch> writeEpoch() {
    return write;
  }

  public Optional<Epoch> readEpoch() {
    return read;
  }

  /** How many it has sent. */
  public long changeCipherSpecs() {
    return changeCipherSpecs;
  }

  /** How much early data it may write, each time. */
  public List<Long> earlyDataOffered() {
    return earlyDataOffered;
  }

  /** How much early data it takes, each time. */
  public List<Long> earlyDataAccepted() {
    return earlyDataAccepted;
  }

  /** How much early data it asked to skip, each time. */
  public List<Long> skips() {
    return skips;
  }

  @Override
  public void send(Bytes messages) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(messages);
    for (Optional<HandshakeFrame> frame = deframer.poll();
        frame.isPresent();
        frame = deframer.poll()) {
      outbox.add(new Sent(frame, write));
    }
    assertEquals(false, deframer.holdsPartialMessage());
  }

  @Override
  public void sendChangeCipherSpec() {
    changeCipherSpecs++;
    outbox.add(new Sent(Optional.empty(), Optional.empty()));
  }

  @Override
  public void changeWriteKeys(Epoch epoch) {
    write = Optional.of(epoch);
  }

  @Override
  public void changeReadKeys(Epoch epoch, RecordBoundary boundary) {
    read = Optional.of(epoch);
  }

  @Override
  public void skipEarlyData(long maxBytes) {
    skips.add(maxBytes);
  }

  @Override
  public void limitRecords(int sent, int received) {
    limits.add(List.of(sent, received));
  }

  @Override
  public void sendWarning(AlertDescription description) {
    warnings.add(description);
  }

  @Override
  public void offerEarlyData(long maxBytes) {
    earlyDataOffered.add(maxBytes);
  }

  @Override
  public void acceptEarlyData(long maxBytes) {
    earlyDataAccepted.add(maxBytes);
  }

  @Override
  public void dropWriteKeys() {
    write = Optional.empty();
  }

  @Override
  public void report(HandshakeEvent event) {
    events.add(event);
  }
}
