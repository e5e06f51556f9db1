package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.authentication.PeerChain;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.OidFilterMatch;
import dev.clasp.tls.handshake.config.PeerCertificates;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.Purpose;
import java.util.List;
import java.util.Optional;

/** The rules of a client's Certificate, in the handshake and behind it (RFC 9846 §4.5.1). */
final class ClientCertificate {
  private ClientCertificate() {}

  /**
   * What there is to validate; empty when the client has no certificate and need not have one.
   *
   * @throws TlsException with the alert of the rule that is broken
   */
  static Optional<PeerCertificates> received(Certificate13 certificate, ServerConfig config)
      throws TlsException {
    // "Extensions in the Certificate message from the client MUST correspond to extensions in the
    // CertificateRequest message from the server."
    Extensions asked = ServerParameters.certificateRequest(config, Bytes.empty()).extensions();
    for (CertificateEntry entry : certificate.certificateList()) {
      entry.extensions().requireOnlyOffered(asked, MessageContext.CERTIFICATE);
    }
    if (!certificate.certificateList().isEmpty()) {
      List<Certificate> chain = PeerChain.parse(certificate);
      requireFilters(chain.get(0), config);
      return Optional.of(
          new PeerCertificates(
              chain, Purpose.TLS_CLIENT, Optional.empty(), config.clock().instant()));
    }
    // "either continue the handshake without client authentication, or abort" (§4.5.1.3)
    if (config.clientAuthentication() == ClientAuthentication.NEEDED) {
      throw new CertificateRejected(
          AlertDescription.CERTIFICATE_REQUIRED,
          Rfc.rfc9846("4.5.1.3", 2),
          "Certificate.certificate_list: empty, expected the client's certificate");
    }
    return Optional.empty();
  }

  /**
   * "the server MAY at its discretion either continue the connection without client authentication
   * or abort the handshake with an unsupported_certificate alert" (§4.3.5); we abort.
   */
  private static void requireFilters(Certificate endEntity, ServerConfig config)
      throws CertificateRejected {
    if (!OidFilterMatch.satisfies(endEntity, config.oidFilters())) {
      throw new CertificateRejected(
          AlertDescription.UNSUPPORTED_CERTIFICATE,
          Rfc.rfc9846("4.3.5", 5),
          "Certificate.certificate_list[0]: not what our oid_filters ask for");
    }
  }
}
