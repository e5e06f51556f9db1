package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import java.util.Optional;

/**
 * The server's flight of an abbreviated handshake (RFC 5246 §7.3, RFC 5077 §3.1): here the server
 * sends its Finished first.
 *
 * <pre>{@code
 * ServerHello, [ChangeCipherSpec], Finished
 * }</pre>
 *
 * @param clientHello as received
 */
record ResumedFlight12(
    ServerHandshake12 handshake, Session12 session, TranscriptBuffer clientHello) {

  Step send() {
    MainSecret12 main =
        handshake.schedule().resumed(session.secret(), session.extendedMainSecret());
    KeyBlock12 keys = main.keyBlock(handshake.encryptThenMac());
    Flight hello =
        Flight.after(handshake.hashed(clientHello)).plus(ServerHello12.resumed(handshake));
    Flight finished =
        Flight.after(hello.transcript())
            .plus(new Finished(main.serverVerifyData(hello.transcript())));

    WaitChangeCipherSpec next =
        new WaitChangeCipherSpec(
            handshake,
            main,
            keys,
            finished.transcript(),
            ClientClaim12.ofSession(session.origin()));
    Step step =
        handshake
            .recordSizes()
            .beginning(Step.to(next))
            .send(hello.encoded())
            .sendChangeCipherSpec()
            .changeWriteKeys(keys.server())
            .send(finished.encoded());
    return handshake.report(step, Optional.empty());
  }
}
