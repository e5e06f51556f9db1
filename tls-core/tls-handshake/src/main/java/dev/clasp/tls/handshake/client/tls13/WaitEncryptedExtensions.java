package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_EE of the TLS 1.3 client (RFC 9846 appendix A.1, §4.4.1).
 *
 * <p>Receives EncryptedExtensions. That each extension may stand there is checked when it is
 * decoded.
 *
 * @param transcript {@code ClientHello...ServerHello}
 */
public record WaitEncryptedExtensions(ClientHandshake13 handshake, Transcript transcript)
    implements Client13State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.ENCRYPTED_EXTENSIONS);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof EncryptedExtensions message)) {
      throw refusal(incoming.message().type());
    }
    message
        .extensions()
        .requireOnlyOffered(handshake.hello().extensions(), MessageContext.ENCRYPTED_EXTENSIONS);
    Optional<String> protocol = applicationProtocol(message);

    boolean accepted = message.extensions().contains(ExtensionType.EARLY_DATA);
    if (accepted) {
      EarlyDataAnswer.require(handshake, protocol);
    }
    // supported_groups: "Clients MUST NOT act upon any information found" there yet (§4.3.7); and
    // server_name only says that the name was used (RFC 6066 §3).
    Step step = Step.to(next(handshake.with(protocol, accepted), transcript.plus(incoming)));
    Step answered =
        RecordSizeAnswer.follow(
            EarlyDataAnswer.follow(step, handshake, accepted),
            message.extensions(),
            handshake.hello().extensions());
    return protocol
        .map(name -> answered.report(new HandshakeEvent.ApplicationProtocolSelected(name)))
        .orElse(answered);
  }

  /** With a PSK neither side sends certificates: it is authenticated by the key (§2.2). */
  private static Client13State next(ClientHandshake13 handshake, Transcript encryptedExtensions) {
    return handshake.psk().isPresent()
        ? new WaitFinished(handshake, encryptedExtensions, Optional.empty(), Optional.empty())
        : new WaitCertificateOrRequest(handshake, encryptedExtensions);
  }

  /**
   * The server's choice.
   *
   * @throws ProtocolViolation {@code illegal_parameter}: the list "MUST contain exactly one
   *     ProtocolName" (RFC 7301 §3.1), and it is one of ours
   */
  private Optional<String> applicationProtocol(EncryptedExtensions message)
      throws ProtocolViolation {
    Optional<List<String>> names =
        message
            .extensions()
            .find(ApplicationLayerProtocolNegotiation.class)
            .map(ApplicationLayerProtocolNegotiation::protocolNameList);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> offered = handshake.config().applicationProtocols();
    if (names.get().size() != 1 || !offered.containsAll(names.get())) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(7301, "3.1", 6),
          "EncryptedExtensions.application_layer_protocol_negotiation: %s, expected one of %s"
              .formatted(names.get(), offered));
    }
    return Optional.of(names.get().get(0));
  }
}
