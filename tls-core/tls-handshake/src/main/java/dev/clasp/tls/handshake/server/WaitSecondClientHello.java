package dev.clasp.tls.handshake.server;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.server.tls13.ClientOffer13;
import dev.clasp.tls.handshake.server.tls13.PskSelection;
import dev.clasp.tls.handshake.server.tls13.SelectedPsk;
import dev.clasp.tls.handshake.server.tls13.ServerFlight13;
import dev.clasp.tls.handshake.server.tls13.ServerHandshake13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * START of the server after a HelloRetryRequest (RFC 9846 appendix A.2).
 *
 * <p>Receives ClientHello, which has to be the first one with what we asked for. Sends {@link
 * ServerFlight13}.
 *
 * @param first the first ClientHello
 * @param suite selected by the first ClientHello: "Servers MUST ensure that they negotiate the same
 *     cipher suite" (§4.2.4)
 * @param group what we asked a share for
 * @param transcript {@code message_hash, HelloRetryRequest}
 * @param psk the key we would have taken: its ticket may no longer be in the store
 */
record WaitSecondClientHello(
    ServerConfig config,
    ClientHello first,
    Suite13 suite,
    NamedGroup group,
    Transcript transcript,
    Optional<PreSharedKey> psk)
    implements HandshakeState.Receiving {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.CLIENT_HELLO);
  }

  @Override
  public HandshakeCodec codec() {
    return HandshakeCodecs.HELLO;
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ClientHello hello)) {
      throw refusal(incoming.message().type());
    }
    SecondHelloChecks.requireSameButForRetry(hello, first);
    ClientOffer13 offer = ClientOffer13.of(hello);
    KeyShareEntry share = requireOnlyShare(offer);
    Optional<SelectedPsk> selected = new PskSelection(config, offer, List.of(suite), psk).select();
    ServerHandshake13 handshake =
        selected.isPresent()
            ? offer.accept(selected.get(), config, incoming, transcript)
            : ServerHandshake13.select(config, offer, suite);
    return new ServerFlight13(handshake, Optional.of(share), transcript.plus(incoming))
        .afterRetry(incoming.requireRecordBoundary());
  }

  /**
   * "the client MUST replace the original key_share extension with one containing only a new
   * KeyShareEntry for the group indicated in the selected_group field" (§4.3.8).
   */
  private KeyShareEntry requireOnlyShare(ClientOffer13 offer) throws ProtocolViolation {
    List<NamedGroup> groups = offer.shares().stream().map(KeyShareEntry::group).toList();
    if (!groups.equals(List.of(group))) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.8", 14),
          "ClientHello.key_share: %s after a HelloRetryRequest for %s".formatted(groups, group));
    }
    return offer.shares().get(0);
  }

  /** "MUST simply drop it without further processing" (§5); the driver counts them. */
  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) {
    return Step.to(this);
  }
}
