package dev.clasp.tls.engine;

import dev.clasp.tls.record.Fragmenter;
import dev.clasp.tls.record.PaddingPolicy;

/**
 * How a connection treats records; nothing here is negotiated.
 *
 * @param peerLimits what we put up with
 * @param keyUpdates when we change our write keys
 * @param padding of what we send under keys
 * @param fragmenter how long our records are
 */
public record ConnectionOptions(
    PeerLimits peerLimits,
    KeyUpdatePolicy keyUpdates,
    PaddingPolicy padding,
    Fragmenter fragmenter) {
  /** Standard limits, late key updates, no padding, full records. */
  public static ConnectionOptions standard() {
    return new ConnectionOptions(
        PeerLimits.standard(),
        KeyUpdatePolicy.atAeadLimit(),
        PaddingPolicy.NONE,
        Fragmenter.FULL_RECORDS);
  }

  public ConnectionOptions withPeerLimits(PeerLimits other) {
    return new ConnectionOptions(other, keyUpdates, padding, fragmenter);
  }

  public ConnectionOptions withKeyUpdates(KeyUpdatePolicy other) {
    return new ConnectionOptions(peerLimits, other, padding, fragmenter);
  }

  public ConnectionOptions withPadding(PaddingPolicy other) {
    return new ConnectionOptions(peerLimits, keyUpdates, other, fragmenter);
  }

  /** Records of at most {@code maxLength} bytes of content, 1 to 2^14. */
  public ConnectionOptions withFragmentLength(int maxLength) {
    return new ConnectionOptions(peerLimits, keyUpdates, padding, new Fragmenter(maxLength));
  }
}
