package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * What a state answers: where to go and what to do, in order.
 *
 * <p>Key changes are items of the same list as messages, so that "send Finished, then switch keys"
 * is an order in a list and not a side effect.
 */
public record Step(HandshakeState next, List<Action> actions) {
  public Step {
    actions = List.copyOf(actions);
  }

  /** Goes to {@code next} and does nothing else yet. */
  public static Step to(HandshakeState next) {
    return new Step(next, List.of());
  }

  public Step send(Bytes messages) {
    return then(new Action.Send(messages));
  }

  public Step sendChangeCipherSpec() {
    return then(new Action.SendChangeCipherSpec());
  }

  public Step changeWriteKeys(Epoch epoch) {
    return then(new Action.ChangeWriteKeys(epoch));
  }

  public Step changeReadKeys(Epoch epoch, RecordBoundary boundary) {
    return then(new Action.ChangeReadKeys(epoch, boundary));
  }

  public Step skipEarlyData(long maxBytes) {
    return then(new Action.SkipEarlyData(maxBytes));
  }

  public Step limitRecords(int sent, int received) {
    return then(new Action.LimitRecords(sent, received));
  }

  public Step sendWarning(AlertDescription description) {
    return then(new Action.SendWarning(description));
  }

  public Step offerEarlyData(long maxBytes) {
    return then(new Action.OfferEarlyData(maxBytes));
  }

  public Step acceptEarlyData(long maxBytes) {
    return then(new Action.AcceptEarlyData(maxBytes));
  }

  public Step dropWriteKeys() {
    return then(new Action.DropWriteKeys());
  }

  public Step report(HandshakeEvent event) {
    return then(new Action.Report(event));
  }

  /** All of this, then all of {@code later}, and on to where that goes. */
  public Step followedBy(Step later) {
    List<Action> both = new ArrayList<>(actions);
    both.addAll(later.actions());
    return new Step(later.next(), both);
  }

  /** The same with one more action at the end. */
  public Step then(Action action) {
    List<Action> longer = new ArrayList<>(actions);
    longer.add(action);
    return new Step(next, longer);
  }
}
