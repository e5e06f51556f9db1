package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.posthandshake.KeyUpdates;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;

/**
 * In the midst of a client's answer to a request behind the handshake: "All of the client's
 * messages for a given response MUST appear consecutively on the wire with no intervening messages
 * of other type or from other responses" (RFC 9846 §4.7.2). We may go on sending meanwhile.
 */
sealed interface PostHandshakeState extends Server13State, HandshakeState.Connected
    permits WaitPostHandshakeCertificateVerify, WaitPostHandshakeFinished {

  /** Where the answer began, and ends. */
  Connected13 connected();

  /** The same with other keys. */
  PostHandshakeState with(ApplicationKeys keys);

  @Override
  default boolean takesApplicationData() {
    return false;
  }

  @Override
  default void onFatalAlert() {
    connected().onFatalAlert();
  }

  @Override
  default UnexpectedMessage refusal(HandshakeType found) {
    return UnexpectedMessage.of(found, expects(), Rfc.rfc9846("4.7.2", 5));
  }

  @Override
  default Step updateKeys(boolean requestPeer) throws TlsException {
    return KeyUpdates.initiate(connected().keys(), requestPeer, this::with);
  }

  /** "after the peer's Finished message, it MUST be treated as an unexpected record type" (§5). */
  @Override
  default Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc9846("5", 3));
  }
}
