package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.util.Optional;

/** What the server says to our early data in EncryptedExtensions (RFC 9846 §4.3.10). */
final class EarlyDataAnswer {
  private static final Rfc EARLY_DATA = Rfc.rfc9846("4.3.10", 8);

  private EarlyDataAnswer() {}

  /**
   * The server may accept only under the parameters of the session.
   *
   * @throws ProtocolViolation {@code illegal_parameter}
   */
  static void require(ClientHandshake13 handshake, Optional<String> protocol)
      throws ProtocolViolation {
    // "the client MUST verify that the server's selected_identity is 0"; the key of early data is
    // the first one (§4.3.11).
    boolean first =
        handshake.psk().isPresent()
            && handshake.psk().get().identity().equals(firstIdentity(handshake.hello()));
    if (!first) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.11", 13, 14),
          "EncryptedExtensions.early_data: accepted, but not with the first key");
    }
    // "it MUST verify that the following values are the same as those associated with the selected
    // PSK": the cipher suite, the protocol. A server that did not cannot have read our data.
    Session13 session = handshake.resumed().orElseThrow();
    if (handshake.suite() != session.suite()) {
      throw ProtocolViolation.illegalParameter(
          EARLY_DATA,
          "EncryptedExtensions.early_data: accepted with %s, the session has %s"
              .formatted(handshake.suite(), session.suite()));
    }
    if (!protocol.equals(session.origin().applicationProtocol())) {
      throw ProtocolViolation.illegalParameter(
          EARLY_DATA,
          "EncryptedExtensions.early_data: accepted with protocol %s, the session has %s"
              .formatted(
                  protocol.orElse("none"), session.origin().applicationProtocol().orElse("none")));
    }
  }

  private static Bytes firstIdentity(ClientHello hello) {
    return hello
        .extensions()
        .find(PreSharedKeyClientHello.class)
        .map(offered -> offered.identities().get(0).identity())
        .orElse(Bytes.empty());
  }

  /** Goes on with early data, or moves to the handshake keys. */
  static Step follow(Step step, ClientHandshake13 handshake, boolean accepted) {
    boolean open =
        handshake.hello().extensions().contains(ExtensionType.EARLY_DATA)
            && handshake.psk().isPresent(); // else the ServerHello rejected it
    if (!open) {
      return step;
    }
    return accepted
        ? step.report(new HandshakeEvent.EarlyDataAccepted(Optional.empty()))
        : step.changeWriteKeys(handshake.keys().client().epoch(handshake.suite()))
            .report(new HandshakeEvent.EarlyDataRejected());
  }
}
