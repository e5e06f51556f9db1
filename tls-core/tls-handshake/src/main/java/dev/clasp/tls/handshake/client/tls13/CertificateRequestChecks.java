package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of a CertificateRequest that hold in the handshake and behind it (RFC 9846 §4.4.2). */
final class CertificateRequestChecks {
  private CertificateRequestChecks() {}

  /**
   * @throws ProtocolViolation with the alert of the rule that is broken
   */
  static void require(CertificateRequest13 request) throws ProtocolViolation {
    // "The signature_algorithms extension MUST be specified"
    if (request.extensions().find(SignatureAlgorithms.class).isEmpty()) {
      throw ProtocolViolation.missingExtension(
          Rfc.rfc9846("4.4.2", 6), "CertificateRequest.extensions: no signature_algorithms");
    }
    requireDistinctFilters(request);
  }

  /** "Any given OID MUST NOT appear more than once in the filters list" (§4.3.5). */
  private static void requireDistinctFilters(CertificateRequest13 request)
      throws ProtocolViolation {
    Set<Bytes> seen = new HashSet<>();
    for (OidFilter filter :
        request.extensions().find(OidFilters.class).map(OidFilters::filters).orElse(List.of())) {
      if (!seen.add(filter.certificateExtensionOid())) {
        throw ProtocolViolation.illegalParameter(
            Rfc.rfc9846("4.3.5", 6),
            "CertificateRequest.oid_filters: %s twice".formatted(filter.certificateExtensionOid()));
      }
    }
  }
}
