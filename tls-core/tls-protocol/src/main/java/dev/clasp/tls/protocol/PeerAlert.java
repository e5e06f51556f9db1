package dev.clasp.tls.protocol;

import java.util.Optional;

/** The peer sent a fatal alert; nothing is sent back (RFC 9846 §6.2). */
public final class PeerAlert extends TlsException {
  private static final long serialVersionUID = 1L;

  private final transient Alert received;

  public PeerAlert(Alert received) {
    super(
        Optional.empty(),
        Optional.of(Rfc.rfc9846("6.2", 1)),
        "peer sent alert " + received.description(),
        Optional.empty());
    this.received = received;
  }

  public Alert received() {
    return received;
  }
}
