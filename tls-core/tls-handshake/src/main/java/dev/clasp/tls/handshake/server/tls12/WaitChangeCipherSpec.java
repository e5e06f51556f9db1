package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Set;

/**
 * Waits for the client to change its keys (RFC 5246 §7.1).
 *
 * <p>Receives ChangeCipherSpec; then we read with the client's keys. A Finished that comes before
 * it is "a fatal error" (§7.4.9), and so is a ChangeCipherSpec that comes before the keys are
 * known: no other state takes one.
 *
 * @param transcript all messages so far
 */
record WaitChangeCipherSpec(
    ServerHandshake12 handshake,
    MainSecret12 main,
    KeyBlock12 keys,
    Transcript transcript,
    ClientClaim12 client)
    implements Server12State {

  /** Of a full handshake. */
  static WaitChangeCipherSpec full(
      ServerHandshake12 handshake,
      MainSecret12 main,
      TranscriptBuffer messages,
      ClientClaim12 client) {
    return new WaitChangeCipherSpec(
        handshake,
        main,
        main.keyBlock(handshake.encryptThenMac()),
        handshake.hashed(messages),
        client);
  }

  @Override
  public Set<HandshakeType> expects() {
    return Set.of();
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    throw refusal(incoming.message().type());
  }

  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) {
    return handshake
        .recordSizes()
        .underKeys(
            Step.to(new WaitFinished(handshake, main, keys, transcript, client))
                .changeReadKeys(keys.client(), boundary));
  }

  /** In an abbreviated handshake the session is there already. */
  @Override
  public void onFatalAlert() {
    handshake.sessions().forget();
  }
}
