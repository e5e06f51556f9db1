package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.authentication.OwnSignature;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialUse;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import java.util.List;
import java.util.Optional;

/**
 * What the TLS 1.3 server has selected (NEGOTIATED in RFC 9846 appendix A.2).
 *
 * @param signature our certificate and how we sign
 * @param protocol of ALPN, if both sides have a list
 */
public record ServerHandshake13(
    ServerConfig config,
    ClientOffer13 offer,
    Suite13 suite,
    OwnSignature signature,
    Optional<String> protocol) {

  /**
   * Selects certificate and application protocol: these are orthogonal to suite and group (RFC 9846
   * §4.2.1).
   *
   * @throws NegotiationFailure {@code handshake_failure} without a certificate for this client,
   *     {@code no_application_protocol} without a common protocol
   */
  public static ServerHandshake13 select(ServerConfig config, ClientOffer13 offer, Suite13 suite)
      throws NegotiationFailure {
    CredentialRequest request =
        new CredentialRequest(
            CredentialUse.SIGN_13,
            offer.serverName(),
            offer.signatureSchemes(),
            offer.certificateSchemes(),
            offer.certificateAuthorities(),
            List.of());
    Optional<Credential> credential = config.credentials().select(request);
    OwnSignature signature =
        credential
            .flatMap(
                chosen ->
                    chosen
                        .scheme13(offer.signatureSchemes())
                        .map(scheme -> new OwnSignature(chosen, scheme)))
            .orElseThrow(() -> noCertificate(offer));
    return new ServerHandshake13(
        config, offer, suite, signature, offer.selectProtocol(config.applicationProtocols()));
  }

  /** "there is no overlap between the client and server parameters" (RFC 9846 §4.2.1). */
  private static NegotiationFailure noCertificate(ClientOffer13 offer) {
    return new NegotiationFailure(
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc9846("4.2.1"),
        "ClientHello.signature_algorithms: %s, we have no certificate for them%s"
            .formatted(
                offer.signatureSchemes(),
                offer.serverName().map(name -> " and the name " + name).orElse("")));
  }
}
