package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerChain12;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;

/**
 * The validation of the server's certificate, which is delegated work, and what comes behind it.
 *
 * @param messages through Certificate, or CertificateStatus
 */
record ServerCertificate12(
    ClientHandshake12 handshake, TranscriptBuffer messages, PeerCertificates peer) {
  private static final String WORK = "validate the server's certificate";

  Step validate() {
    return Step.to(new Working(new PendingWork(WORK, () -> Step.to(validated()))));
  }

  /** The same where the message behind the certificate is here already. */
  Step validateThen(HandshakeFrame next) {
    return Step.to(new Working(new PendingWork(WORK, () -> validated().receive(next))));
  }

  private Client12State validated() throws CertificateRejected {
    KeyUsage.Bit use =
        handshake.keyExchange().certificate() == KeyExchange12.Certificate.RSA_DECRYPTING
            ? KeyUsage.Bit.KEY_ENCIPHERMENT
            : KeyUsage.Bit.DIGITAL_SIGNATURE;
    PathValidated path = PeerChain12.validate(handshake.config().peerVerifier(), peer, use);
    // "It is not legal to send the ServerKeyExchange message" with RSA (§7.4.3).
    return handshake.keyExchange() == KeyExchange12.RSA
        ? new WaitRequestOrDone(handshake, messages, ServerProof12.of(Optional.of(path)))
        : new WaitServerKeyExchange(handshake, messages, Optional.of(path));
  }
}
