package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.protocol.TlsException;

/** A message that both versions have under one name, in two forms. */
record ByVersion(Node.Expectation tls13, Node.Expectation tls12) implements Node.Expectation {
  static ByVersion of(Node.Expectation tls13, Node.Expectation tls12) {
    return new ByVersion(tls13, tls12);
  }

  @Override
  public boolean matches(Received received) {
    return tls13.matches(received);
  }

  @Override
  public void take(Peer peer, Received received) throws CheckFailed, TlsException, ScriptException {
    (peer.isTls12() ? tls12 : tls13).take(peer, received);
  }
}
