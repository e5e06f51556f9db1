package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;

/** A state of the TLS 1.2 server behind its ServerHello (RFC 5246 §7.3). */
sealed interface Server12State extends HandshakeState.Receiving
    permits WaitCertificate,
        WaitClientKeyExchange,
        WaitCertificateVerify,
        WaitChangeCipherSpec,
        WaitFinished,
        Connected12 {

  @Override
  default HandshakeCodec codec() {
    return HandshakeCodecs.TLS12;
  }

  /** "sending handshake messages in an unexpected order results in a fatal error" (§7.4). */
  @Override
  default UnexpectedMessage refusal(HandshakeType found) {
    return UnexpectedMessage.of(found, expects(), Rfc.rfc5246("7.4", 1));
  }

  /** Only {@link WaitChangeCipherSpec} waits for one: any other changes keys at a wrong time. */
  @Override
  default Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc5246("6", 2));
  }

  /** "generally the connection can continue normally" (§7.2.2); the driver counts them. */
  @Override
  default Step onWarning(Alert alert) throws TlsException {
    return Step.to(this);
  }
}
