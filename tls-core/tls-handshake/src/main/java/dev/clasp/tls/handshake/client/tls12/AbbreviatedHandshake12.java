package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.InheritedPath;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;

/**
 * The server resumes a session (RFC 5246 §7.3, RFC 5077 §3.1):
 *
 * <pre>{@code
 * ClientHello                   -------->
 *                                                       ServerHello
 *                                                 NewSessionTicket*
 *                                                [ChangeCipherSpec]
 *                               <--------                  Finished
 * [ChangeCipherSpec]
 * Finished                      -------->
 * }</pre>
 */
final class AbbreviatedHandshake12 {
  private AbbreviatedHandshake12() {}

  /**
   * Checks that it is the session we offered, and goes on with its main secret.
   *
   * @param messages {@code ClientHello, ServerHello}
   */
  static Step begin(ClientHandshake12 handshake, Session12 session, TranscriptBuffer messages)
      throws TlsException {
    // "For resumed sessions, this field is the value from the state of the session being resumed."
    if (!session.suite().equals(handshake.suite().codePoint())) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc5246("7.4.1.3"),
          "ServerHello.cipher_suite: %s, the session that is resumed had %s"
              .formatted(handshake.suite(), session.suite()));
    }
    // "If the original session used the extension but the new ServerHello does not contain the
    // extension, the client MUST abort the handshake"; and the other way round.
    if (session.extendedMainSecret() != handshake.extendedMainSecret()) {
      throw new ProtocolViolation(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(7627, "5.3", 9, 10),
          "ServerHello.extensions: %s extended_main_secret, unlike in the session that is resumed"
              .formatted(handshake.extendedMainSecret() ? "with" : "without"));
    }
    MainSecret12 main =
        handshake.schedule().resumed(session.secret(), session.extendedMainSecret());
    Optional<PathValidated> path = InheritedPath.of(session.origin());
    return Step.to(
            new ServerFinish12(
                    handshake,
                    main,
                    main.keyBlock(handshake.encryptThenMac()),
                    handshake.hashed(messages),
                    ServerProof12.of(path),
                    Optional.of(session),
                    Optional.empty())
                .firstState())
        .report(new HandshakeEvent.SessionResumed(session.origin(), path));
  }
}
