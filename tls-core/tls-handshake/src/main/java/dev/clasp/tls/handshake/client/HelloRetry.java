package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/**
 * A HelloRetryRequest and the second ClientHello that answers it (RFC 9846 §4.2.4).
 *
 * @param suite what it selected, and the ServerHello has to select again
 * @param transcript {@code message_hash, HelloRetryRequest, ClientHello}
 */
record HelloRetry(Suite13 suite, Transcript transcript) {

  /** Checks the request and answers it. */
  static Step answer(
      ServerHello request, Incoming incoming, ClientOffer offer, TranscriptBuffer firstHello)
      throws TlsException {
    // "The server's extensions MUST contain supported_versions."
    SupportedVersionsServer version =
        request
            .extensions()
            .find(SupportedVersionsServer.class)
            .orElseThrow(
                () ->
                    ProtocolViolation.missingExtension(
                        Rfc.rfc9846("4.2.4", 1),
                        "HelloRetryRequest.extensions: no supported_versions"));
    ServerHelloChecks.requireOfferedVersion(version, request, offer);
    // "the client MUST check the legacy_version, legacy_session_id_echo, cipher_suite, and
    // legacy_compression_method as specified in Section 4.2.3 and then process the extensions"
    Suite13 suite = ServerHelloChecks.requireLegacyFields(request, offer.hello());
    request
        .extensions()
        .requireOnlyOffered(offer.hello().extensions(), MessageContext.HELLO_RETRY_REQUEST);

    Optional<NamedGroup> group =
        request
            .extensions()
            .find(KeyShareHelloRetryRequest.class)
            .map(KeyShareHelloRetryRequest::selectedGroup);
    if (group.isPresent()) {
      requireNewGroup(group.get(), offer);
    }
    Optional<Cookie> cookie = request.extensions().find(Cookie.class);
    // "if the HelloRetryRequest would not result in any change in the ClientHello"
    if (group.isEmpty() && cookie.isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.4", 5), "HelloRetryRequest.extensions: neither key_share nor cookie");
    }
    Transcript beforeSecond =
        firstHello
            .hashedWith(offer.config().crypto().hashes(), suite.hash())
            .withMessageHash()
            .plus(incoming);
    return send(
            suite,
            offer.retried(group, cookie, beforeSecond),
            firstHello,
            beforeSecond,
            offer.offersEarlyData())
        .report(new HandshakeEvent.HelloRetried(group));
  }

  private static Step send(
      Suite13 suite,
      ClientOffer second,
      TranscriptBuffer firstHello,
      Transcript beforeSecond,
      boolean early) {
    Bytes clientHello = second.hello().framed();
    HelloRetry retry = new HelloRetry(suite, beforeSecond.plus(clientHello));
    Step step = Step.to(new WaitServerHello(second, firstHello, Optional.of(retry)));
    if (early) {
      // The second ClientHello is in the clear again; the change_cipher_spec went with the first.
      return step.dropWriteKeys().report(new HandshakeEvent.EarlyDataRejected()).send(clientHello);
    }
    // "the client sends a dummy change_cipher_spec record immediately before its second flight",
    // here its second ClientHello (RFC 9846 §E.4)
    return (second.config().middleboxCompatibility() ? step.sendChangeCipherSpec() : step)
        .send(clientHello);
  }

  private static void requireNewGroup(NamedGroup group, ClientOffer offer)
      throws ProtocolViolation {
    // "(1) the selected_group field corresponds to a group which was provided in the
    // supported_groups extension in the original ClientHello"
    if (!offer.config().groups().contains(group)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.8", 12, 13),
          "HelloRetryRequest.key_share.selected_group: %s, which was not offered".formatted(group));
    }
    // "(2) the selected_group field does not correspond to a group which was provided in the
    // key_share extension in the original ClientHello"
    if (offer.keyExchanges().containsKey(group)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.8", 12, 13),
          "HelloRetryRequest.key_share.selected_group: %s, which had a share already"
              .formatted(group));
    }
  }
}
