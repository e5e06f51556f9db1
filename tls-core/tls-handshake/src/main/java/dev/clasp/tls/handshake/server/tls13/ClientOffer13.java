package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.psk.PskBinders;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/**
 * A ClientHello that is one of TLS 1.3: every rule that does not depend on our configuration is
 * checked (RFC 9846 §4.2.2, §4.3, §9.2).
 *
 * @param groups of supported_groups, the client's preference first
 * @param shares of key_share, each of a group in {@code groups}
 * @param signatureSchemes of signature_algorithms
 */
public record ClientOffer13(
    ClientHello hello,
    List<NamedGroup> groups,
    List<KeyShareEntry> shares,
    List<SignatureScheme> signatureSchemes) {

  /**
   * @throws TlsException with the alert of the rule that is broken
   */
  public static ClientOffer13 of(ClientHello hello) throws TlsException {
    ClientHelloChecks.require(hello);
    Extensions extensions = hello.extensions();
    return new ClientOffer13(
        hello,
        extensions
            .find(SupportedGroups.class)
            .map(SupportedGroups::namedGroupList)
            .orElse(List.of()),
        extensions
            .find(KeyShareClientHello.class)
            .map(KeyShareClientHello::clientShares)
            .orElse(List.of()),
        extensions
            .find(SignatureAlgorithms.class)
            .map(SignatureAlgorithms::supportedSignatureAlgorithms)
            .orElse(List.of()));
  }

  /**
   * The first suite of ours that the client offers.
   *
   * @throws NegotiationFailure {@code handshake_failure} when there is none
   */
  public Suite13 selectSuite(List<Suite13> ours) throws NegotiationFailure {
    return ours.stream()
        .filter(suite -> hello.cipherSuites().contains(suite.codePoint()))
        .findFirst()
        .orElseThrow(
            () ->
                nothingInCommon(
                    Rfc.rfc9846("4.2.1", 4), "cipher_suites", hello.cipherSuites(), ours));
  }

  /**
   * A group we both have: the first of ours with a share, or else the first of ours at the cost of
   * a round trip.
   *
   * @throws NegotiationFailure {@code handshake_failure} when there is none: "If there is no
   *     overlap between the received supported_groups and the groups supported by the server"
   */
  public NamedGroup selectGroup(List<NamedGroup> ours) throws NegotiationFailure {
    List<NamedGroup> common = ours.stream().filter(groups::contains).toList();
    return common.stream()
        .filter(group -> share(group).isPresent())
        .findFirst()
        .or(() -> common.stream().findFirst())
        .orElseThrow(
            () -> nothingInCommon(Rfc.rfc9846("4.2.1", 1, 4), "supported_groups", groups, ours));
  }

  public Optional<KeyShareEntry> share(NamedGroup group) {
    return shares.stream().filter(share -> share.group().equals(group)).findFirst();
  }

  /**
   * The first protocol of ours that the client offers; empty when either side has no list.
   *
   * @throws NegotiationFailure {@code no_application_protocol}: "In the event that the server
   *     supports no protocols that the client advertises" (RFC 7301 §3.2)
   */
  public Optional<String> selectProtocol(List<String> ours) throws NegotiationFailure {
    Optional<ApplicationLayerProtocolNegotiation> offered =
        hello.extensions().find(ApplicationLayerProtocolNegotiation.class);
    return offered.isEmpty() || ours.isEmpty()
        ? Optional.empty()
        : Optional.of(offered.get().select(ours));
  }

  /**
   * Takes a key of the client's, which is proved first.
   *
   * @param before what precedes this hello in the transcript
   * @throws TlsException {@code decrypt_error} when the binder is wrong, {@code
   *     no_application_protocol} without a common protocol
   */
  public ServerHandshake13 accept(
      SelectedPsk psk, ServerConfig config, Incoming incoming, Transcript before)
      throws TlsException {
    PskBinders.verify(
        psk.key(), psk.index(), hello, incoming.raw(), config.crypto().hashes(), before);
    return ServerHandshake13.resume(config, this, psk);
  }

  /** The host_name of server_name. */
  public Optional<String> serverName() {
    return hello
        .extensions()
        .find(ServerNameList.class)
        .flatMap(list -> list.hostNames().stream().findFirst());
  }

  /** "If no signature_algorithms_cert extension is present, then" signature_algorithms applies. */
  public List<SignatureScheme> certificateSchemes() {
    return hello
        .extensions()
        .find(SignatureAlgorithmsCert.class)
        .map(SignatureAlgorithmsCert::supportedSignatureAlgorithms)
        .orElse(signatureSchemes);
  }

  /** Of ALPN, the client's preference first. */
  public List<String> applicationProtocols() {
    return hello
        .extensions()
        .find(ApplicationLayerProtocolNegotiation.class)
        .map(ApplicationLayerProtocolNegotiation::protocolNameList)
        .orElse(List.of());
  }

  /** DER of distinguished names. */
  public List<Bytes> certificateAuthorities() {
    return hello
        .extensions()
        .find(CertificateAuthorities.class)
        .map(CertificateAuthorities::authorities)
        .orElse(List.of());
  }

  public boolean hasEarlyData() {
    return hello.extensions().find(EarlyData.class).isPresent();
  }

  /** Whether we "MUST send the change_cipher_spec" (RFC 9846 §E.4). */
  public boolean compatibilityMode() {
    return !hello.legacySessionId().isEmpty();
  }

  private static NegotiationFailure nothingInCommon(
      Rfc clause, String field, List<?> theirs, List<?> ours) {
    return new NegotiationFailure(
        AlertDescription.HANDSHAKE_FAILURE,
        clause,
        "ClientHello.%s: %s, expected one of %s".formatted(field, theirs, ours));
  }
}
