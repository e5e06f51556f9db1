package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.StatusRequestClientHello;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import java.util.List;
import java.util.Optional;

/**
 * A ClientHello as one of TLS 1.2: every rule that does not depend on our configuration is checked
 * (RFC 5246 §7.4.1.2).
 */
public record ClientOffer12(ClientHello hello) {
  /**
   * @throws ProtocolViolation with the alert of the rule that is broken
   */
  public static ClientOffer12 of(ClientHello hello) throws ProtocolViolation {
    ClientHelloChecks12.require(hello);
    return new ClientOffer12(hello);
  }

  boolean has(Suite12 suite) {
    return hello.cipherSuites().contains(suite.codePoint());
  }

  boolean has(ExtensionType type) {
    return hello.extensions().contains(type);
  }

  /** Empty without supported_groups: then any curve will do (RFC 8422 §4). */
  Optional<List<NamedGroup>> groups() {
    return hello.extensions().find(SupportedGroups.class).map(SupportedGroups::namedGroupList);
  }

  /**
   * Empty without signature_algorithms: the client then means SHA-1 (RFC 5246 §7.4.1.4.1), which we
   * do not sign with.
   */
  List<SignatureScheme> signatureSchemes() {
    return hello
        .extensions()
        .find(SignatureAlgorithms.class)
        .map(SignatureAlgorithms::supportedSignatureAlgorithms)
        .orElse(List.of());
  }

  /** Of the signatures in certificates; TLS 1.2 clients may send the list too (RFC 9846 §4.3.3). */
  List<SignatureScheme> certificateSchemes() {
    return hello
        .extensions()
        .find(SignatureAlgorithmsCert.class)
        .map(SignatureAlgorithmsCert::supportedSignatureAlgorithms)
        .orElse(signatureSchemes());
  }

  /** The host_name of server_name. */
  Optional<String> serverName() {
    return hello
        .extensions()
        .find(ServerNameList.class)
        .flatMap(list -> list.hostNames().stream().findFirst());
  }

  /** Whether it knows secure renegotiation, by extension or by signalling suite (RFC 5746 §3.6). */
  boolean secureRenegotiation() {
    return hello.extensions().find(RenegotiationInfo.class).isPresent()
        || hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
  }

  /** Whether it wants an OCSP response (RFC 6066 §8). */
  boolean wantsStatus() {
    return hello.extensions().find(StatusRequestClientHello.class).isPresent();
  }

  /** The ticket it presents; empty bytes to ask for one; empty when it knows none (RFC 5077). */
  Optional<Bytes> ticket() {
    return hello.extensions().find(SessionTicket.class).map(SessionTicket::ticket);
  }

  /** Of ALPN, the client's preference first. */
  List<String> applicationProtocols() {
    return hello
        .extensions()
        .find(ApplicationLayerProtocolNegotiation.class)
        .map(ApplicationLayerProtocolNegotiation::protocolNameList)
        .orElse(List.of());
  }

  /**
   * The first protocol of ours that the client offers; empty when either side has no list.
   *
   * @throws NegotiationFailure {@code no_application_protocol}
   */
  Optional<String> selectProtocol(List<String> ours) throws NegotiationFailure {
    Optional<ApplicationLayerProtocolNegotiation> offered =
        hello.extensions().find(ApplicationLayerProtocolNegotiation.class);
    return offered.isEmpty() || ours.isEmpty()
        ? Optional.empty()
        : Optional.of(offered.get().select(ours));
  }
}
