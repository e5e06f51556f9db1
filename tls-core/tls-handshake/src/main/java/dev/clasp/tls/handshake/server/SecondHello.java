package dev.clasp.tls.handshake.server;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
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
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/**
 * What answers the second ClientHello, which is known to be the first one with what we asked for.
 *
 * @param suite selected by the first ClientHello: "Servers MUST ensure that they negotiate the same
 *     cipher suite" (RFC 9846 §4.2.4)
 * @param group what we asked a share for
 * @param transcript {@code message_hash, HelloRetryRequest}
 * @param psk the key we would have taken: its ticket may no longer be in the store
 */
record SecondHello(
    ServerConfig config,
    Suite13 suite,
    NamedGroup group,
    Transcript transcript,
    Optional<PreSharedKey> psk) {

  Step answer(ClientHello hello, Incoming incoming) throws TlsException {
    ClientOffer13 offer = ClientOffer13.of(hello);
    KeyShareEntry share = requireOnlyShare(offer);
    Optional<SelectedPsk> selected = new PskSelection(config, offer, List.of(suite), psk).select();
    ServerHandshake13.Selected answer =
        handshake ->
            new ServerFlight13(handshake, Optional.of(share), transcript.plus(incoming))
                .afterRetry(incoming.requireRecordBoundary());
    return selected.isPresent()
        ? answer.with(offer.accept(selected.get(), config, incoming, transcript))
        : ServerHandshake13.select(config, offer, suite, answer);
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
}
