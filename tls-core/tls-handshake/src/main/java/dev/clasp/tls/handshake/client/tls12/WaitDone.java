package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the end of the server's part (RFC 5246 §7.4.5).
 *
 * <p>Receives ServerHelloDone. Sends {@link ClientSecondFlight12}.
 *
 * @param messages all so far
 * @param request the server's wish for a certificate of ours
 */
record WaitDone(
    ClientHandshake12 handshake,
    TranscriptBuffer messages,
    ServerProof12 server,
    Optional<CertificateRequest12> request)
    implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.SERVER_HELLO_DONE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ServerHelloDone)) {
      throw refusal(incoming.message().type());
    }
    return new ClientSecondFlight12(handshake, messages.plus(incoming.raw()), server, request)
        .make();
  }
}
