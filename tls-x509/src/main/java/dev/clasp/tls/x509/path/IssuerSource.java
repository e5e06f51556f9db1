package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import java.util.Collection;
import java.util.List;

/**
 * Where intermediate certificates come from that the peer did not send: a cache, or whoever follows
 * authorityInfoAccess. Implemented by users who want that; nothing here fetches. Thread-safe.
 */
public interface IssuerSource {
  /** Certificates that may be the issuer's; none of them is trusted for coming from here. */
  List<Certificate> issuersOf(Certificate certificate);

  /** Exactly these. */
  static IssuerSource of(Collection<Certificate> certificates) {
    List<Certificate> known = List.copyOf(certificates);
    if (known.isEmpty()) {
      return certificate -> List.of();
    }
    return certificate ->
        known.stream()
            .filter(candidate -> candidate.subject().equals(certificate.issuer()))
            .toList();
  }
}
