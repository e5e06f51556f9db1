package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PeerEvidence;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the server's CertificateStatus (RFC 6066 §8), which the ServerHello
 * has announced.
 *
 * <p>Receives CertificateStatus, or what comes behind it: "a server MAY choose not to send a
 * CertificateStatus message, even if it has received a status_request extension in the client hello
 * message and has sent a status_request extension in the server hello message".
 *
 * @param messages {@code ClientHello, ServerHello, Certificate}
 */
record WaitCertificateStatus(
    ClientHandshake12 handshake, TranscriptBuffer messages, PeerCertificates peer)
    implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    Set<HandshakeType> types = EnumSet.of(HandshakeType.CERTIFICATE_STATUS);
    KeyExchange12 keyExchange = handshake.keyExchange();
    if (keyExchange != KeyExchange12.RSA) {
      types.add(HandshakeType.SERVER_KEY_EXCHANGE);
    }
    if (!keyExchange.needsServerKeyExchange()) {
      types.add(HandshakeType.CERTIFICATE_REQUEST);
      types.add(HandshakeType.SERVER_HELLO_DONE);
    }
    return types;
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof CertificateStatus status)) {
      return new ServerCertificate12(handshake, messages, peer).validateThen(incoming.frame());
    }
    PeerEvidence stapled =
        new PeerEvidence(List.of(status.ocspResponse()), peer.evidence().timestampLists());
    return new ServerCertificate12(handshake, messages.plus(incoming.raw()), peer.with(stapled))
        .validate();
  }
}
