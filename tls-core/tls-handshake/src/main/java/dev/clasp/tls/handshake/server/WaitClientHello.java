package dev.clasp.tls.handshake.server;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.server.tls12.ServerStart12;
import dev.clasp.tls.handshake.server.tls13.ClientOffer13;
import dev.clasp.tls.handshake.server.tls13.PskSelection;
import dev.clasp.tls.handshake.server.tls13.SelectedPsk;
import dev.clasp.tls.handshake.server.tls13.ServerFlight13;
import dev.clasp.tls.handshake.server.tls13.ServerHandshake13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * START of the server (RFC 9846 appendix A.2): the fork between the versions.
 *
 * <p>Receives ClientHello. In TLS 1.3 sends {@link ServerFlight13}, or a {@link HelloRetryFlight}
 * if the client sent no share for a group of ours; {@link ServerStart12} answers in TLS 1.2.
 *
 * @param retried whether a HelloRetryRequest went out, of which nothing else is known: the client
 *     has it in a cookie
 */
record WaitClientHello(ServerConfig config, boolean retried) implements HandshakeState.Receiving {

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
    Optional<StatelessRetry> stateless = StatelessRetry.of(config);
    Optional<Cookie> cookie = hello.extensions().find(Cookie.class);
    ProtocolVersion version = version(hello);
    if (stateless.isPresent() && cookie.isPresent() && version.equals(ProtocolVersion.TLS13)) {
      return stateless.get().received(hello, cookie.get(), incoming);
    }
    if (retried) {
      // "the client MUST copy the contents of the extension received in the HelloRetryRequest into
      // a "cookie" extension in the new ClientHello" (§4.3.2)
      throw ProtocolViolation.missingExtension(
          Rfc.rfc9846("4.3.2", 2),
          "ClientHello.extensions: no cookie with TLS 1.3 after a HelloRetryRequest with one");
    }
    requireNoFallback(hello, version);
    return version.equals(ProtocolVersion.TLS13)
        ? onClientHello13(hello, incoming)
        : ServerStart12.received(config, hello, TranscriptBuffer.of(incoming.raw()));
  }

  /**
   * Finds a common version: the first of ours that the client offers.
   *
   * @throws NegotiationFailure {@code protocol_version}
   */
  private ProtocolVersion version(ClientHello hello) throws NegotiationFailure {
    // "If this extension is present in the ClientHello, servers MUST NOT use the
    // ClientHello.legacy_version value for version negotiation" (§4.3.1)
    Optional<List<ProtocolVersion>> offered =
        hello
            .extensions()
            .find(SupportedVersionsClient.class)
            .map(SupportedVersionsClient::versions);
    if (offered.isEmpty()) {
      return versionWithoutExtension(hello);
    }
    return config.versions().stream()
        .filter(offered.get()::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new NegotiationFailure(
                    AlertDescription.PROTOCOL_VERSION,
                    Rfc.rfc9846("4.3.1", 5),
                    "ClientHello.supported_versions: %s, expected one of %s"
                        .formatted(offered.get(), config.versions())));
  }

  /**
   * "If this extension is not present, servers [...] MUST negotiate TLS 1.2 or prior [...], even if
   * ClientHello.legacy_version is 0x0304 or later" (§4.3.1). "If [...] the server only supports
   * versions greater than ClientHello.legacy_version, the server MUST abort" (§E.2).
   */
  private ProtocolVersion versionWithoutExtension(ClientHello hello) throws NegotiationFailure {
    if (!config.speaks(ProtocolVersion.TLS12)
        || hello.legacyVersion().value() < ProtocolVersion.TLS12.value()) {
      throw new NegotiationFailure(
          AlertDescription.PROTOCOL_VERSION,
          Rfc.rfc9846("E.2", 3),
          "ClientHello.legacy_version: %s without supported_versions, expected one of %s"
              .formatted(hello.legacyVersion(), config.versions()));
    }
    return ProtocolVersion.TLS12;
  }

  /**
   * "If TLS_FALLBACK_SCSV appears in ClientHello.cipher_suites and the highest protocol version
   * supported by the server is higher than the version indicated" the client fell back without need
   * (RFC 7507 §3).
   */
  private void requireNoFallback(ClientHello hello, ProtocolVersion version)
      throws ProtocolViolation {
    boolean lower = config.versions().stream().anyMatch(ours -> ours.value() > version.value());
    if (lower && hello.cipherSuites().contains(CipherSuite.TLS_FALLBACK_SCSV)) {
      throw new ProtocolViolation(
          AlertDescription.INAPPROPRIATE_FALLBACK,
          Rfc.rfc(7507, "3", 1),
          "ClientHello.cipher_suites: TLS_FALLBACK_SCSV with %s, we speak %s"
              .formatted(version, config.versions()));
    }
  }

  private Step onClientHello13(ClientHello hello, Incoming incoming) throws TlsException {
    ClientOffer13 offer = ClientOffer13.of(hello);
    // "client-provided, externally established PSKs SHOULD influence cipher suite selection", and
    // so do sessions: what can be resumed is resumed (§4.3.11).
    Optional<SelectedPsk> psk =
        new PskSelection(config, offer, config.suites(), Optional.empty()).select();
    Suite13 suite = psk.isPresent() ? psk.get().suite() : offer.selectSuite(config.suites());
    Transcript before = Transcript.empty(config.crypto().hashes(), suite.hash());
    Transcript clientHello = before.plus(incoming);
    if (psk.isPresent() && !psk.get().keyExchange()) {
      return new ServerFlight13(
              offer.accept(psk.get(), config, incoming, before), Optional.empty(), clientHello)
          .send(incoming.requireRecordBoundary());
    }
    NamedGroup group = offer.selectGroup(config.groups());
    Optional<KeyShareEntry> share = offer.share(group);
    if (share.isEmpty()) {
      // "the client did not offer a compatible key_share extension in the initial ClientHello, the
      // server MUST respond with a HelloRetryRequest" (§4.2.1)
      Optional<PreSharedKey> key = psk.map(SelectedPsk::key);
      if (config.retryKeys().isPresent()) {
        key.ifPresent(this::putBack);
      }
      return new HelloRetryFlight(config, offer, suite, group, clientHello, key).send();
    }
    ServerHandshake13.Selected answer =
        handshake ->
            new ServerFlight13(handshake, share, clientHello)
                .send(incoming.requireRecordBoundary());
    return psk.isPresent()
        ? answer.with(offer.accept(psk.get(), config, incoming, before))
        : ServerHandshake13.select(config, offer, suite, answer);
  }

  /** A session that was taken out of the store, since we shall not remember that it was. */
  private void putBack(PreSharedKey key) {
    if (config.tickets().isEmpty() && key.session().isPresent()) {
      config.sessions().put(SessionKey.server13(key.identity()), key.session().get());
    }
  }

  /**
   * "received before the first ClientHello message" (§5); but who keeps nothing cannot know which
   * is the first: "Servers operating statelessly MUST ignore these records" (§4.3.2).
   */
  @Override
  public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
    if (config.retryKeys().isPresent()) {
      return Step.to(this);
    }
    throw UnexpectedMessage.of("change_cipher_spec", expects(), Rfc.rfc9846("5", 3));
  }
}
