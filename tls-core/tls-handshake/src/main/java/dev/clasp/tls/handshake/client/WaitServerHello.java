package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.client.tls12.ClientSessions12;
import dev.clasp.tls.handshake.client.tls12.ServerHello12;
import dev.clasp.tls.handshake.client.tls13.ClientHandshake13;
import dev.clasp.tls.handshake.client.tls13.WaitEncryptedExtensions;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.schedule.HandshakeKeys;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_SH of the client (RFC 9846 appendix A.1): the fork between the versions.
 *
 * <p>Receives ServerHello, behind which both directions move to the handshake traffic keys; or a
 * HelloRetryRequest, once, and sends a second ClientHello.
 *
 * @param offer of the ClientHello that is to be answered
 * @param firstHello the first ClientHello
 * @param retry what became of a HelloRetryRequest; empty before one
 */
record WaitServerHello(ClientOffer offer, TranscriptBuffer firstHello, Optional<HelloRetry> retry)
    implements HandshakeState.Receiving {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.SERVER_HELLO);
  }

  @Override
  public HandshakeCodec codec() {
    return HandshakeCodecs.HELLO;
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof ServerHello hello)) {
      throw refusal(incoming.message().type());
    }
    // "implementations MUST first examine the Random value" (§4.2.3)
    if (hello.isHelloRetryRequest()) {
      requireFirstRetry();
      return HelloRetry.answer(hello, incoming, offer, firstHello);
    }
    // "clients MUST check for this extension prior to processing the rest of the ServerHello"
    // (§4.3.1)
    Optional<SupportedVersionsServer> version =
        hello.extensions().find(SupportedVersionsServer.class);
    if (version.isEmpty()) {
      return onServerHello12(hello, incoming);
    }
    ServerHelloChecks.requireOfferedVersion(version.get(), hello, offer);
    return onServerHello13(hello, incoming);
  }

  /** "If a client receives a second HelloRetryRequest in the same connection" (§4.2.4). */
  private void requireFirstRetry() throws ProtocolViolation {
    if (retry.isPresent()) {
      throw new ProtocolViolation(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("4.2.4", 6),
          "message: a second HelloRetryRequest, expected ServerHello");
    }
  }

  private Step onServerHello12(ServerHello hello, Incoming incoming) throws TlsException {
    // "A client that attempts to send 0-RTT data MUST fail a connection if it receives a
    // ServerHello
    // with TLS 1.2 or older." (§E.3)
    if (offer.offersEarlyData()) {
      throw new NegotiationFailure(
          AlertDescription.PROTOCOL_VERSION,
          Rfc.rfc9846("E.3", 1),
          "ServerHello.extensions: no supported_versions, in answer to early data");
    }
    // "The value of selected_version in the HelloRetryRequest supported_versions extension MUST be
    // retained in the ServerHello" (§4.2.4)
    if (retry.isPresent()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.4", 12),
          "ServerHello.extensions: no supported_versions, the HelloRetryRequest had it");
    }
    ServerHelloChecks.requireOfferedOlderVersion(hello, offer);
    return new ServerHello12(
            offer.config(), offer.server(), offer.hello(), firstHello, offer.session12())
        .received(hello, incoming);
  }

  private Step onServerHello13(ServerHello hello, Incoming incoming) throws TlsException {
    Suite13 suite = ServerHelloChecks.requireLegacyFields(hello, offer.hello());
    // "clients MUST check that the cipher suite supplied in the ServerHello is the same as that in
    // the HelloRetryRequest" (§4.2.4). The version cannot change: both hold the only one there is.
    if (retry.isPresent() && retry.get().suite() != suite) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.4", 10),
          "ServerHello.cipher_suite: %s, the HelloRetryRequest had %s"
              .formatted(suite, retry.get().suite()));
    }
    hello.extensions().requireOnlyOffered(offer.hello().extensions(), MessageContext.SERVER_HELLO);
    Optional<PreSharedKey> psk = ServerHelloChecks.selectedPsk(hello, suite, offer);
    Optional<KeyShareEntry> share = keyShare(hello, psk);
    RecordBoundary boundary = incoming.requireRecordBoundary();
    Optional<Secret> sharedSecret =
        share.isPresent() ? Optional.of(complete(share.get())) : Optional.empty();

    Transcript serverHello = throughClientHello(suite).plus(incoming);
    ClientConfig config = offer.config();
    KeySchedule schedule =
        new KeySchedule(
            config.crypto().hashes(), suite.hash(), config.keyLog(), offer.hello().random());
    HandshakeKeys keys =
        HandshakeKeys.derive(schedule, psk.map(PreSharedKey::key), sharedSecret, serverHello);
    ClientHandshake13 handshake =
        new ClientHandshake13(
            config, offer.server(), offer.hello(), suite, keys, psk, Optional.empty(), false);
    Step step =
        maybeChangeCipherSpec(
            Step.to(new WaitEncryptedExtensions(handshake, serverHello))
                .changeReadKeys(keys.server().epoch(suite), boundary));
    Step rekeyed = rekey(step, handshake);
    return rekeyed.report(
        new HandshakeEvent.Negotiated(
            ProtocolVersion.TLS13, suite, share.map(KeyShareEntry::group)));
  }

  private Step rekey(Step step, ClientHandshake13 handshake) {
    // Early data goes on until EncryptedExtensions says otherwise; without the key it cannot.
    if (offer.offersEarlyData() && handshake.psk().isPresent()) {
      return step;
    }
    // Our keys change now rather than with our flight, so that alerts are protected from here on:
    // clients "SHOULD first rekey to the handshake keys if possible" (appendix A.1).
    Step changed = step.changeWriteKeys(handshake.keys().client().epoch(handshake.suite()));
    return offer.offersEarlyData()
        ? changed.report(new HandshakeEvent.EarlyDataRejected())
        : changed;
  }

  private Optional<KeyShareEntry> keyShare(ServerHello hello, Optional<PreSharedKey> psk)
      throws ProtocolViolation {
    Optional<KeyShareEntry> found =
        hello.extensions().find(KeyShareServerHello.class).map(KeyShareServerHello::serverShare);
    if (found.isPresent()) {
      return Optional.of(requireOfferedGroup(found.get()));
    }
    // "ServerHello messages additionally contain either the pre_shared_key extension or the
    // key_share extension, or both" (§4.2.3).
    if (psk.isEmpty()) {
      throw ProtocolViolation.missingExtension(
          Rfc.rfc9846("9.2", 6), "ServerHello.extensions: no key_share");
    }
    // "that a server key_share extension is present if required by the ClientHello
    // psk_key_exchange_modes extension" (§4.3.11)
    if (!offer.config().allowsPskWithoutKeyExchange()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.11", 11, 12),
          "ServerHello.extensions: no key_share, we did not offer psk_ke");
    }
    return Optional.empty();
  }

  private KeyShareEntry requireOfferedGroup(KeyShareEntry share) throws ProtocolViolation {
    // "This value MUST be in the same group as the KeyShareEntry value offered by the client"; and
    // the same as in a HelloRetryRequest, since then there is only one (§4.3.8).
    if (!offer.keyExchanges().containsKey(share.group())) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.8", 15, 17, 18),
          "ServerHello.key_share.group: %s, expected one of %s"
              .formatted(share.group(), offer.keyExchanges().keySet()));
    }
    return share;
  }

  private Secret complete(KeyShareEntry share) throws ProtocolViolation {
    PendingKeyExchange exchange =
        Optional.ofNullable(offer.keyExchanges().get(share.group())).orElseThrow();
    try {
      return exchange.complete(share.keyExchange());
    } catch (InvalidKeyShare e) {
      // "peers MUST validate each other's public value"
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.8.2", 1), "ServerHello.key_share.key_exchange: " + e.getMessage());
    }
  }

  private Transcript throughClientHello(Suite13 suite) {
    return retry
        .map(HelloRetry::transcript)
        .orElseGet(() -> firstHello.hashedWith(offer.config().crypto().hashes(), suite.hash()));
  }

  /** "immediately before its second flight" (§E.4), unless the second ClientHello was that. */
  private Step maybeChangeCipherSpec(Step step) {
    boolean due =
        offer.config().middleboxCompatibility() && retry.isEmpty() && !offer.offersEarlyData();
    return due ? step.sendChangeCipherSpec() : step;
  }

  /** "MUST simply drop it without further processing" (§5); the driver counts them. */
  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    if (!offer.config().speaks(ProtocolVersion.TLS13)) {
      throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc5246("6", 2));
    }
    return Step.to(this);
  }

  /** An offer that fails takes the session that it named along. */
  @Override
  public void onFatalAlert() {
    if (offer.session12().isPresent()) {
      ClientSessions12.with(offer.config(), offer.server()).forget();
    }
  }

  /**
   * A server of TLS 1.2 that does not know the name may say so and go on (RFC 6066 §3); in TLS 1.3
   * there are no warnings.
   */
  @Override
  public Step onWarning(Alert alert) throws TlsException {
    if (!offer.config().speaks(ProtocolVersion.TLS12)
        || !alert.description().equals(AlertDescription.UNRECOGNIZED_NAME)) {
      throw new PeerAlert(alert);
    }
    return Step.to(this);
  }
}
