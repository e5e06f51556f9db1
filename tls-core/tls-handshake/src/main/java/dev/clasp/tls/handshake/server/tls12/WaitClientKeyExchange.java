package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.ClientKeyExchangeContent;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;
import java.util.Set;

/**
 * Waits for the client's part of the premaster secret (RFC 5246 §7.4.7).
 *
 * <p>Receives ClientKeyExchange, "always sent by the client"; from here on the keys are known. An
 * RSA decryption is delegated work.
 *
 * @param messages {@code ClientHello...ServerHelloDone [Certificate]}
 * @param path the client's chain, if it sent one that we believe
 */
record WaitClientKeyExchange(
    ServerHandshake12 handshake,
    ServerPremaster12 premaster,
    TranscriptBuffer messages,
    Optional<PathValidated> path)
    implements Server12State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CLIENT_KEY_EXCHANGE);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ClientKeyExchange exchange)) {
      throw refusal(incoming.message().type());
    }
    KeyExchange12 keyExchange = handshake.suite().keyExchange();
    ClientKeyExchangeContent content = exchange.content(keyExchange);
    TranscriptBuffer throughExchange = messages.plus(incoming.raw());
    if (keyExchange.share() != KeyExchange12.Share.RSA_ENCRYPTION) {
      return withPremaster(premaster.of(content), content, throughExchange);
    }
    return Step.to(
        new HandshakeState.Working(
            new PendingWork(
                "decrypt the premaster secret",
                () -> withPremaster(premaster.of(content), content, throughExchange))));
  }

  private Step withPremaster(
      Secret secret, ClientKeyExchangeContent content, TranscriptBuffer throughExchange) {
    // "session_hash [...] up to and including the ClientKeyExchange message" (RFC 7627 §3)
    MainSecret12 main =
        handshake.extendedMainSecret()
            ? handshake.schedule().extendedMain(secret, handshake.hashed(throughExchange))
            : handshake.schedule().main(secret);
    return Step.to(
        path.isPresent()
            ? new WaitCertificateVerify(handshake, main, throughExchange, path.get())
            : WaitChangeCipherSpec.full(
                handshake,
                main,
                throughExchange,
                ClientClaim12.of(Optional.empty(), content.pskIdentity())));
  }
}
