package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.record.RecordHeader;

/** Nodes that open, close and forget. */
final class ConnectionNodes {
  private ConnectionNodes() {}

  /** {@code Connect {hostname, port, version}}: where to is the run's to say. */
  static Node.Command connect(Args args) throws FormatException {
    int version =
        args.number("version", Registry.VERSIONS).orElse(RecordHeader.INITIAL_CLIENT_HELLO_VERSION);
    return peer -> peer.connect(version);
  }

  /** {@code Close}. */
  static Node.Command close(Args args) {
    return peer -> {
      peer.local("we close");
      peer.close();
    };
  }

  /** {@code CloseRST}. */
  static Node.Command closeRst(Args args) {
    return peer -> {
      peer.local("we reset");
      peer.reset();
    };
  }

  /** {@code ResetHandshakeHashes}. */
  static Node.Command resetHandshakeHashes(Args args) {
    return Peer::resetHandshake;
  }
}
