package dev.clasp.tls.handshake.posthandshake;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.function.Function;

/**
 * KeyUpdate in both directions (RFC 9846 §4.7.3).
 *
 * <p>{@code next} makes the caller's state with the new keys.
 */
public final class KeyUpdates {
  private KeyUpdates() {}

  /**
   * The peer changes its keys, and may ask for ours.
   *
   * @throws TlsException {@code unexpected_message} when the record goes on behind the message (RFC
   *     9846 §5.1)
   */
  public static Step received(
      ApplicationKeys keys,
      KeyUpdate update,
      Incoming incoming,
      Function<ApplicationKeys, HandshakeState> next)
      throws TlsException {
    RecordBoundary boundary = incoming.requireRecordBoundary();
    // "Upon receiving a KeyUpdate, the receiver MUST update its receiving keys."
    ApplicationKeys received = keys.withNextRead();
    // "it MUST NOT send its own KeyUpdate if that would cause it to exceed these limits and SHOULD
    // instead ignore the update_requested flag"
    boolean answers = update.updateRequested() && keys.mayUpdateWrite();
    ApplicationKeys after = answers ? received.withNextWrite(false) : received;
    Step step =
        Step.to(next.apply(after))
            .changeReadKeys(after.readEpoch(), boundary)
            .report(new HandshakeEvent.PeerKeysUpdated());
    // "the receiver MUST send a KeyUpdate of its own with request_update set to
    // update_not_requested prior to sending its next Application Data record"
    return answers ? send(step, after, KeyUpdate.UPDATE_NOT_REQUESTED) : step;
  }

  /**
   * We change our keys.
   *
   * @param requestPeer whether to ask the peer for the same; while it has not answered an earlier
   *     request we "MUST NOT send another KeyUpdate with request_update set to update_requested",
   *     and so do not ask again
   * @throws LocalFault at the limit of 2^48-1 updates
   */
  public static Step initiate(
      ApplicationKeys keys, boolean requestPeer, Function<ApplicationKeys, HandshakeState> next)
      throws TlsException {
    if (!keys.mayUpdateWrite()) {
      throw new LocalFault(
          AlertDescription.INTERNAL_ERROR, "KeyUpdate: 2^48-1 sent, expected no more");
    }
    boolean asks = requestPeer && !keys.awaitsUpdate();
    ApplicationKeys after = keys.withNextWrite(asks);
    int request = asks ? KeyUpdate.UPDATE_REQUESTED : KeyUpdate.UPDATE_NOT_REQUESTED;
    return send(Step.to(next.apply(after)), after, request);
  }

  /** "Both sender and receiver MUST encrypt their KeyUpdate messages with the old keys." */
  private static Step send(Step step, ApplicationKeys after, int request) {
    return step.send(new KeyUpdate(request).framed())
        .changeWriteKeys(after.writeEpoch())
        .report(new HandshakeEvent.OwnKeysUpdated());
  }
}
