package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.AuthorityKeyIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.Name;
import dev.clasp.tls.x509.der.Oid;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that would have carried a path on.
 *
 * @param subject whose
 * @param keyIdentifier of which key, if the certificate it signed says so
 * @param locations where the certificate it signed says that it can be had (RFC 5280 §4.2.2.1)
 * @param selfIssued whether the certificate it signed is its own issuer by name: a root then, which
 *     nobody sends and one trusts or not
 */
public record MissingIssuer(
    Name subject, Optional<Bytes> keyIdentifier, List<String> locations, boolean selfIssued) {
  private static final Oid CA_ISSUERS = Oid.of("1.3.6.1.5.5.7.48.2");

  public MissingIssuer {
    locations = List.copyOf(locations);
  }

  /** The issuer of this certificate. */
  static MissingIssuer of(Certificate signed) {
    return new MissingIssuer(
        signed.issuer(),
        signed.extensions().authorityKeyIdentifier().flatMap(AuthorityKeyIdentifier::keyIdentifier),
        signed.extensions().authorityInfoAccess().stream()
            .filter(access -> access.accessMethod().equals(CA_ISSUERS))
            .filter(access -> access.accessLocation() instanceof GeneralName.Uri)
            .map(access -> ((GeneralName.Uri) access.accessLocation()).uri())
            .toList(),
        signed.isSelfIssued());
  }
}
