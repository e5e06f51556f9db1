package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.ContentType;

/** Sends one handshake message and adds it to the transcript. */
interface HandshakeGenerator extends Node.Generator {
  HandshakeMessage message(Peer peer) throws ScriptException;

  @Override
  default Outgoing generate(Peer peer) throws ScriptException {
    return Outgoing.of(ContentType.HANDSHAKE.value(), message(peer).framed());
  }

  @Override
  default void made(Peer peer, Bytes bytes) throws ScriptException {
    peer.transcript().add(bytes);
  }
}
