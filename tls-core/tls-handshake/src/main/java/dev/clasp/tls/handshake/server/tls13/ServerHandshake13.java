package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CredentialChoice;
import dev.clasp.tls.handshake.authentication.OwnSignature;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialUse;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/**
 * What the TLS 1.3 server has selected (NEGOTIATED in RFC 9846 appendix A.2).
 *
 * @param signature our certificate and how we sign; empty with a PSK
 * @param protocol of ALPN, if both sides have a list
 * @param psk the client's key we take
 * @param earlyData bytes of early data that are accepted; 0 for none
 */
public record ServerHandshake13(
    ServerConfig config,
    ClientOffer13 offer,
    Suite13 suite,
    Optional<OwnSignature> signature,
    Optional<String> protocol,
    Optional<SelectedPsk> psk,
    long earlyData) {

  /**
   * With a key of the client's, and so without certificates.
   *
   * @throws NegotiationFailure {@code no_application_protocol} without a common protocol
   */
  public static ServerHandshake13 resume(ServerConfig config, ClientOffer13 offer, SelectedPsk psk)
      throws NegotiationFailure {
    return new ServerHandshake13(
        config,
        offer,
        psk.suite(),
        Optional.empty(),
        offer.selectProtocol(config.applicationProtocols()),
        Optional.of(psk),
        0);
  }

  ServerHandshake13 withEarlyData(long accepted) {
    return new ServerHandshake13(config, offer, suite, signature, protocol, psk, accepted);
  }

  /** How to go on once all is selected. */
  @FunctionalInterface
  public interface Selected {
    Step with(ServerHandshake13 handshake) throws TlsException;
  }

  /**
   * Selects certificate and application protocol: these are orthogonal to suite and group (RFC 9846
   * §4.2.1). The choice of the certificate may be delegated work.
   *
   * @throws NegotiationFailure {@code handshake_failure} without a certificate for this client,
   *     {@code no_application_protocol} without a common protocol
   * @throws ProtocolViolation {@code missing_extension} without signature_algorithms
   */
  public static Step select(ServerConfig config, ClientOffer13 offer, Suite13 suite, Selected then)
      throws TlsException {
    ClientHelloChecks.requireSignatureAlgorithms(offer.hello().extensions());
    CredentialRequest request =
        new CredentialRequest(
            CredentialUse.SIGN_13,
            offer.serverName(),
            offer.signatureSchemes(),
            offer.certificateSchemes(),
            offer.certificateAuthorities(),
            offer.applicationProtocols(),
            List.of());
    return new CredentialChoice(config.credentials(), request)
        .then(credential -> then.with(selected(config, offer, suite, credential)));
  }

  private static ServerHandshake13 selected(
      ServerConfig config, ClientOffer13 offer, Suite13 suite, Optional<Credential> credential)
      throws NegotiationFailure {
    OwnSignature signature =
        credential
            .flatMap(
                chosen ->
                    chosen
                        .scheme13(offer.signatureSchemes())
                        .map(scheme -> new OwnSignature(chosen, scheme)))
            .orElseThrow(() -> noCertificate(offer));
    return new ServerHandshake13(
        config,
        offer,
        suite,
        Optional.of(signature),
        offer.selectProtocol(config.applicationProtocols()),
        Optional.empty(),
        0);
  }

  /** "there is no overlap between the client and server parameters" (RFC 9846 §4.2.1). */
  private static NegotiationFailure noCertificate(ClientOffer13 offer) {
    return new NegotiationFailure(
        AlertDescription.HANDSHAKE_FAILURE,
        Rfc.rfc9846("4.2.1", 4),
        "ClientHello.signature_algorithms: %s, we have no certificate for them%s"
            .formatted(
                offer.signatureSchemes(),
                offer.serverName().map(name -> " and the name " + name).orElse("")));
  }
}
