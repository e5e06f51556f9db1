package dev.clasp.tls.engine;

import dev.clasp.tls.record.Fragmenter;
import dev.clasp.tls.record.PaddingPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * How a connection treats records and peers, and who is told; nothing here is negotiated.
 *
 * @param peerLimits what we put up with
 * @param keyUpdates when we change our write keys
 * @param padding of what we send under keys
 * @param fragmenter how long our records are
 * @param handshakeDeadline how long a handshake may take; empty for as long as it likes
 * @param listeners told what happens on connections
 */
public record ConnectionOptions(
    PeerLimits peerLimits,
    KeyUpdatePolicy keyUpdates,
    PaddingPolicy padding,
    Fragmenter fragmenter,
    Optional<HandshakeDeadline> handshakeDeadline,
    ConnectionListener.Factory listeners) {
  /**
   * Standard limits, late key updates, no padding, full records, nobody told. No deadline either: a
   * connection has no clock of its own, see {@link #withHandshakeDeadline}.
   */
  public static ConnectionOptions standard() {
    return new ConnectionOptions(
        PeerLimits.standard(),
        KeyUpdatePolicy.atAeadLimit(),
        PaddingPolicy.NONE,
        Fragmenter.FULL_RECORDS,
        Optional.empty(),
        ConnectionListener.Factory.NONE);
  }

  public ConnectionOptions withPeerLimits(PeerLimits other) {
    return new ConnectionOptions(
        other, keyUpdates, padding, fragmenter, handshakeDeadline, listeners);
  }

  public ConnectionOptions withKeyUpdates(KeyUpdatePolicy other) {
    return new ConnectionOptions(
        peerLimits, other, padding, fragmenter, handshakeDeadline, listeners);
  }

  public ConnectionOptions withPadding(PaddingPolicy other) {
    return new ConnectionOptions(
        peerLimits, keyUpdates, other, fragmenter, handshakeDeadline, listeners);
  }

  /** Records of at most {@code maxLength} bytes of content, 1 to 2^14. */
  public ConnectionOptions withFragmentLength(int maxLength) {
    return new ConnectionOptions(
        peerLimits, keyUpdates, padding, new Fragmenter(maxLength), handshakeDeadline, listeners);
  }

  /**
   * Gives up on a handshake that takes longer. It is looked at in every call of the connection; a
   * driver that waits for a silent peer wakes up when {@link TlsConnection#handshakeTimeLeft} is
   * over and calls {@link TlsConnection#checkDeadline}.
   *
   * @param time such as {@code System::nanoTime}
   */
  public ConnectionOptions withHandshakeDeadline(Duration limit, TimeSource time) {
    return new ConnectionOptions(
        peerLimits,
        keyUpdates,
        padding,
        fragmenter,
        Optional.of(new HandshakeDeadline(limit, time)),
        listeners);
  }

  public ConnectionOptions withListeners(ConnectionListener.Factory others) {
    return new ConnectionOptions(
        peerLimits, keyUpdates, padding, fragmenter, handshakeDeadline, others);
  }
}
