package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_EOED of the TLS 1.3 server (RFC 9846 appendix A.2, §4.6).
 *
 * <p>Receives EndOfEarlyData behind the early data; then we read with the handshake keys.
 *
 * @param transcript {@code ClientHello...server Finished}
 */
record WaitEndOfEarlyData(
    ServerHandshake13 handshake, ServerSecrets13 secrets, Transcript transcript)
    implements Server13State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.END_OF_EARLY_DATA);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof EndOfEarlyData)) {
      throw refusal(incoming.message().type());
    }
    // "the following records are protected under handshake traffic keys"
    RecordBoundary boundary = incoming.requireRecordBoundary();
    Step step =
        Step.to(new WaitFinished(handshake, secrets, transcript.plus(incoming), Optional.empty()))
            .changeReadKeys(secrets.client().epoch(handshake.suite()), boundary);
    RecordSizes13 sizes = RecordSizes13.of(handshake.config(), handshake.offer());
    return sizes.answer().isPresent() ? step.limitRecords(sizes.sent(), sizes.received()) : step;
  }
}
