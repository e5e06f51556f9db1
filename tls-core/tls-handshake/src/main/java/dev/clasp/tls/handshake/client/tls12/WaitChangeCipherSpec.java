package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the server's ChangeCipherSpec (RFC 5246 §7.1), which is a record of
 * its own and no handshake message.
 *
 * <p>Only here it is taken, when there are keys: one that came early made other stacks go on with
 * keys anybody could compute (CVE-2014-0224). Behind it the read keys are the new ones.
 */
record WaitChangeCipherSpec(ServerFinish12 finish) implements Client12State {

  /** No handshake message at all. */
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
    Step step = Step.to(new WaitFinished(finish)).changeReadKeys(finish.keys().server(), boundary);
    ServerHello hello = finish.handshake().serverHello();
    Optional<RecordSizeLimit> theirs = hello.extensions().find(RecordSizeLimit.class);
    Optional<RecordSizeLimit> ours =
        finish.handshake().hello().extensions().find(RecordSizeLimit.class);
    // "Unprotected messages are not subject to this limit" (RFC 8449 §4), so that it begins here.
    return theirs.isPresent() && ours.isPresent()
        ? step.limitRecords(theirs.get().recordSizeLimit(), ours.get().recordSizeLimit())
        : step;
  }

  @Override
  public void onFatalAlert() {
    finish.forgetResumed();
  }
}
