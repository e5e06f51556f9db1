package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;

/** A state of the TLS 1.2 client behind the ServerHello (RFC 5246 §7.3). */
sealed interface Client12State extends HandshakeState.Receiving
    permits WaitCertificate,
        WaitCertificateStatus,
        WaitServerKeyExchange,
        WaitRequestOrDone,
        WaitDone,
        WaitNewSessionTicket,
        WaitChangeCipherSpec,
        WaitFinished,
        Connected12 {

  @Override
  default HandshakeCodec codec() {
    return HandshakeCodecs.TLS12;
  }

  /**
   * A HelloRequest may come at any time: "This message will be ignored by the client if the client
   * is currently negotiating a session", and "MUST NOT be included in the message hashes" (RFC 5246
   * §7.4.1.1).
   */
  @Override
  default Step receive(HandshakeFrame frame) throws TlsException {
    if (frame.type() == HandshakeType.HELLO_REQUEST
        && !expects().contains(HandshakeType.HELLO_REQUEST)) {
      codec().decode(frame);
      return Step.to(this);
    }
    if (!expects().contains(frame.type())) {
      throw refusal(frame.type());
    }
    return on(new Incoming(codec().decode(frame), frame));
  }

  /** "MUST be transmitted in the order" that is shown, "unexpected_message" otherwise. */
  @Override
  default UnexpectedMessage refusal(HandshakeType found) {
    return UnexpectedMessage.of(found, expects(), Rfc.rfc5246("7.4", 1));
  }

  /** Only {@link WaitChangeCipherSpec} waits for one: "immediately before the finished message". */
  @Override
  default Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc5246("6", 2));
  }

  /** "generally the connection can continue normally" (RFC 5246 §7.2.2); the driver counts them. */
  @Override
  default Step onWarning(Alert alert) throws TlsException {
    return Step.to(this);
  }
}
