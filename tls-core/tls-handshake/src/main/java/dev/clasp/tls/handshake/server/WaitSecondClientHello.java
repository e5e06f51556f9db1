package dev.clasp.tls.handshake.server;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Set;

/**
 * START of the server after a HelloRetryRequest (RFC 9846 appendix A.2).
 *
 * <p>Receives ClientHello, which has to be the first one with what we asked for. Sends {@link
 * ServerFlight13}.
 *
 * @param first the first ClientHello
 * @param answer what we make of the second
 */
record WaitSecondClientHello(ClientHello first, SecondHello answer)
    implements HandshakeState.Receiving {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CLIENT_HELLO);
  }

  @Override
  public HandshakeCodec codec() {
    return HandshakeCodecs.HELLO;
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ClientHello hello)) {
      throw refusal(incoming.message().type());
    }
    SecondHelloChecks.requireSameButForRetry(hello, first);
    return answer.answer(hello, incoming);
  }

  /** "MUST simply drop it without further processing" (§5); the driver counts them. */
  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) {
    return Step.to(this);
  }
}
