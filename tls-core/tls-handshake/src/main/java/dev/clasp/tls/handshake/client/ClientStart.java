package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.Optional;

/** START of the client (RFC 9846 appendix A.1): sends ClientHello, goes to WAIT_SH. */
public final class ClientStart {
  private ClientStart() {}

  public static Step begin(ClientConfig config, ReferenceIdentity server) {
    ClientOffer offer = ClientOffer.first(config, server);
    Bytes clientHello = offer.hello().framed();
    TranscriptBuffer transcript = TranscriptBuffer.of(clientHello);
    Step step = Step.to(new WaitServerHello(offer, transcript, Optional.empty())).send(clientHello);
    return offer.offersEarlyData() ? EarlyDataOffer.open(step, offer, transcript) : step;
  }
}
