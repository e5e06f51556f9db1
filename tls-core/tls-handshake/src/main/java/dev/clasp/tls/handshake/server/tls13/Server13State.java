package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;

/** A state of the TLS 1.3 server behind its flight (RFC 9846 appendix A.2). */
sealed interface Server13State extends HandshakeState.Receiving
    permits WaitEndOfEarlyData,
        WaitCertificate,
        WaitCertificateVerify,
        WaitFinished,
        Connected13,
        PostHandshakeState {

  @Override
  default HandshakeCodec codec() {
    return HandshakeCodecs.TLS13;
  }

  /** Some messages are forbidden by a clause of their own. */
  @Override
  default UnexpectedMessage refusal(HandshakeType found) {
    Rfc clause =
        switch (found) {
          case CLIENT_HELLO -> Rfc.rfc9846("4.2.2", 3); // "Because TLS 1.3 forbids renegotiation"
          case END_OF_EARLY_DATA ->
              Rfc.rfc9846("4.6", 2); // "then the client MUST NOT send an EndOfEarlyData"
          case KEY_UPDATE -> Rfc.rfc9846("4.7.3", 1); // "prior to receiving a Finished message"
          default -> Rfc.rfc9846("4", 2);
        };
    return UnexpectedMessage.of(found, expects(), clause);
  }

  /**
   * "at any time after the first ClientHello message has been sent or received and before the
   * peer's Finished message has been received and MUST simply drop it" (RFC 9846 §5).
   */
  @Override
  default Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    return Step.to(this);
  }
}
