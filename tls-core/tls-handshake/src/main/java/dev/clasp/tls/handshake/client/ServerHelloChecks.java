package dev.clasp.tls.handshake.client;

import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/** What a ServerHello and a HelloRetryRequest have to fulfil alike (RFC 9846 §4.2.3, §4.2.4). */
final class ServerHelloChecks {

  private ServerHelloChecks() {}

  /**
   * The selected version is one we offered, and no older one in disguise (RFC 9846 §4.3.1).
   *
   * @throws ProtocolViolation {@code illegal_parameter}
   */
  static void requireOfferedVersion(
      SupportedVersionsServer selected, ServerHello hello, ClientOffer offer)
      throws ProtocolViolation {
    ProtocolVersion version = selected.selectedVersion();
    // "contains a version not offered by the client or contains a version prior to TLS 1.3"
    if (!offer.config().versions().contains(version)
        || version.value() < ProtocolVersion.TLS13.value()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.1", 13),
          "%s.supported_versions: %s, expected one of %s"
              .formatted(hello.messageContext(), version, offer.config().versions()));
    }
  }

  /**
   * The key the server selected, if it did (RFC 9846 §4.3.11).
   *
   * @throws ProtocolViolation {@code illegal_parameter}
   */
  static Optional<PreSharedKey> selectedPsk(ServerHello hello, Suite13 suite, ClientOffer offer)
      throws ProtocolViolation {
    Optional<PreSharedKeyServerHello> selected =
        hello.extensions().find(PreSharedKeyServerHello.class);
    if (selected.isEmpty()) {
      return Optional.empty();
    }
    // "Clients MUST verify that the server's selected_identity is within the range supplied by the
    // client"
    int index = selected.get().selectedIdentity();
    if (index >= offer.psks().size()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.11", 11, 12),
          "ServerHello.pre_shared_key.selected_identity: %d, we offered %d"
              .formatted(index, offer.psks().size()));
    }
    // "that the server selected a cipher suite indicating a Hash associated with the PSK"
    PreSharedKey psk = offer.psks().get(index);
    if (suite.hash() != psk.hash()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.11", 11, 12),
          "ServerHello.cipher_suite: %s, the selected key goes with %s"
              .formatted(suite, psk.hash()));
    }
    return Optional.of(psk);
  }

  /**
   * The checks of a ServerHello without supported_versions: TLS 1.2 or before.
   *
   * <p>First the mark of a server that was made to believe we are older than we are.
   *
   * @throws TlsException unless it is TLS 1.2 and we offered that
   */
  static void requireOfferedOlderVersion(ServerHello hello, ClientOffer offer) throws TlsException {
    // "TLS 1.3 clients receiving a ServerHello indicating TLS 1.2 or below MUST check that the last
    // 8 bytes are not equal to either of these values."
    boolean tls13 = offer.config().speaks(ProtocolVersion.TLS13);
    if (tls13
        && (hello.random().marksDowngradeToTls12()
            || hello.random().marksDowngradeToTls11OrBelow())) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.3", 15, 17),
          "ServerHello.random: ends with the mark of a downgrade, " + hello.random());
    }
    boolean tls12 = offer.config().speaks(ProtocolVersion.TLS12);
    if (!tls12 || !hello.legacyVersion().equals(ProtocolVersion.TLS12)) {
      throw new NegotiationFailure(
          AlertDescription.PROTOCOL_VERSION,
          tls13 ? Rfc.rfc9846("E.1", 3) : Rfc.rfc5246("E.1", 1),
          "ServerHello.legacy_version: %s without supported_versions, expected %s"
              .formatted(hello.legacyVersion(), offer.config().versions()));
    }
  }

  /**
   * The fields before the extensions, in their order.
   *
   * @return the suite the server selected
   * @throws ProtocolViolation {@code protocol_version} or {@code illegal_parameter}
   */
  static Suite13 requireLegacyFields(ServerHello hello, ClientHello offered)
      throws ProtocolViolation {
    // "A client which receives a TLS 1.3 Server Hello with a legacy_version value not equal to
    // 0x0303 MUST abort the handshake with a protocol_version alert."
    if (!hello.legacyVersion().equals(ProtocolVersion.TLS12)) {
      throw new ProtocolViolation(
          AlertDescription.PROTOCOL_VERSION,
          Rfc.rfc9846("4.2.3", 2),
          "ServerHello.legacy_version: %s, expected 0x0303".formatted(hello.legacyVersion()));
    }
    // "a legacy_session_id_echo field that does not match what it sent in the ClientHello"
    if (!hello.legacySessionIdEcho().equals(offered.legacySessionId())) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.3", 5),
          "ServerHello.legacy_session_id_echo: %s, we sent %s"
              .formatted(hello.legacySessionIdEcho(), offered.legacySessionId()));
    }
    // "A client which receives a cipher suite that was not offered"; or one of TLS 1.2
    if (!offered.cipherSuites().contains(hello.cipherSuite())
        || Suite13.of(hello.cipherSuite()).isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.3", 6),
          "ServerHello.cipher_suite: %s, which was not offered".formatted(hello.cipherSuite()));
    }
    // "If a TLS 1.3 ServerHello is received with any other value in this field"
    if (hello.legacyCompressionMethod() != 0) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.3", 8),
          "ServerHello.legacy_compression_method: %d, expected 0"
              .formatted(hello.legacyCompressionMethod()));
    }
    return Suite13.of(hello.cipherSuite()).orElseThrow();
  }
}
