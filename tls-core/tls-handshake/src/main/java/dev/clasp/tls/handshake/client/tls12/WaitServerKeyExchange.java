package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.authentication.PeerSignature12;
import dev.clasp.tls.handshake.message.ServerDhParams;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS 1.2 client waits for the ServerKeyExchange (RFC 5246 §7.4.3), "when the certificate does
 * not contain enough data to allow the client to exchange a premaster secret".
 *
 * <p>Receives ServerKeyExchange, whose signature is checked as delegated work; or, with PSK and
 * RSA_PSK, what comes behind it: "If no PSK identity hint is provided, the ServerKeyExchange
 * message is omitted" (RFC 4279 §2).
 *
 * @param messages {@code ClientHello...Certificate}, or CertificateStatus
 * @param path of the server's certificate, if it has one
 */
record WaitServerKeyExchange(
    ClientHandshake12 handshake, TranscriptBuffer messages, Optional<PathValidated> path)
    implements Client12State {

  @Override
  public Set<HandshakeType> expects() {
    Set<HandshakeType> types = EnumSet.of(HandshakeType.SERVER_KEY_EXCHANGE);
    if (!handshake.keyExchange().needsServerKeyExchange()) {
      types.addAll(withoutMessage().expects());
    }
    return types;
  }

  private WaitRequestOrDone withoutMessage() {
    return new WaitRequestOrDone(handshake, messages, ServerProof12.of(path));
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ServerKeyExchange message)) {
      return withoutMessage().on(incoming);
    }
    ServerKeyExchangeContent content = message.content(handshake.keyExchange());
    TranscriptBuffer through = messages.plus(incoming.raw());
    // A hint helps nobody who has no profile to read it by: "clients MUST ignore" it then (RFC 4279
    // §5.2).
    if (content.params().isEmpty()) {
      return Step.to(new WaitRequestOrDone(handshake, through, ServerProof12.of(path)));
    }
    ServerParams params = content.params().get();
    Optional<NamedGroup> group = offeredGroup(params);
    if (content.signedParams().isEmpty()) {
      return received(through, params, Optional.empty(), group);
    }
    PeerSignature12 signature =
        PeerSignature12.ofServer(
            content.signedParams().get(),
            handshake.signedContent(params),
            handshake.config().signatureSchemes());
    return Step.to(
        new Working(
            new PendingWork(
                "verify the server's signature",
                () -> verified(signature, through, params, group))));
  }

  private Step verified(
      PeerSignature12 signature,
      TranscriptBuffer through,
      ServerParams params,
      Optional<NamedGroup> group)
      throws TlsException {
    PathValidated validated = path.orElseThrow();
    PeerAuthenticated peer = signature.verify(handshake.config().crypto(), validated);
    return received(through, params, Optional.of(peer), group)
        .report(new HandshakeEvent.PeerIdentified(validated));
  }

  private Step received(
      TranscriptBuffer through,
      ServerParams params,
      Optional<PeerAuthenticated> peer,
      Optional<NamedGroup> group) {
    Step step =
        Step.to(
            new WaitRequestOrDone(
                handshake, through, new ServerProof12(path, peer, Optional.of(params))));
    return group.map(name -> step.report(new HandshakeEvent.GroupSelected(name))).orElse(step);
  }

  /**
   * The group of the params. A curve has to be one of ours, and no alert is named for one that is
   * not; about a finite field {@link ClientKeyAgreement12} judges.
   *
   * @return empty for a finite field without a name
   */
  private Optional<NamedGroup> offeredGroup(ServerParams params) throws ProtocolViolation {
    if (params instanceof ServerDhParams field) {
      return ClientKeyAgreement12.named(field, handshake);
    }
    NamedGroup curve = ((ServerEcdhParams) params).namedCurve();
    if (!handshake.config().groups().contains(curve) || !curve.isCurve12()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8422, "5.4"),
          "ServerKeyExchange.params.namedcurve: %s, which was not offered for TLS 1.2"
              .formatted(curve));
    }
    return Optional.of(curve);
  }
}
