package dev.clasp.tls.conformance.interop;

/** Who connects to whom. */
public enum Direction {
  /** The peer's client to our server. */
  PEER_CONNECTS("client"),

  /** Our client to the peer's server. */
  PEER_SERVES("server");

  private final String peerRole;

  Direction(String peerRole) {
    this.peerRole = peerRole;
  }

  /** What the peer is. */
  public String peerRole() {
    return peerRole;
  }
}
