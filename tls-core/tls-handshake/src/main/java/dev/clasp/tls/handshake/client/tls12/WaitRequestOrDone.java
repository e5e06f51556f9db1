package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the server's wish for a certificate, or for the end of the server's
 * part (RFC 5246 §7.4.4, §7.4.5).
 *
 * <p>Receives CertificateRequest, if the server itself has a certificate: without, it "MUST NOT"
 * ask (RFC 4279 §2). Or ServerHelloDone, behind which {@link ClientSecondFlight12} is sent.
 *
 * @param messages all so far
 */
record WaitRequestOrDone(
    ClientHandshake12 handshake, TranscriptBuffer messages, ServerProof12 server)
    implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    return handshake.keyExchange().hasCertificate()
        ? Set.of(HandshakeType.CERTIFICATE_REQUEST, HandshakeType.SERVER_HELLO_DONE)
        : Set.of(HandshakeType.SERVER_HELLO_DONE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    WaitDone rest = new WaitDone(handshake, messages, server, Optional.empty());
    return incoming.message() instanceof CertificateRequest12 request
        ? Step.to(
                new WaitDone(
                    handshake, messages.plus(incoming.raw()), server, Optional.of(request)))
            .report(new HandshakeEvent.CertificateRequested())
        : rest.on(incoming);
  }
}
