package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.Oids;
import java.util.List;
import java.util.Optional;

/**
 * A common name that looks like a name of a server must repeat one of the subjectAltName (CABF BR
 * §7.1.4.3). Nothing is ever identified by it.
 */
final class CommonName {
  private CommonName() {}

  static Optional<String> fault(Certificate certificate) {
    return certificate.subject().values(Oids.COMMON_NAME).stream()
        .filter(name -> !isCovered(name, certificate.extensions().subjectAltNames()))
        .map("common name \"%s\" is not in subjectAltName"::formatted)
        .findFirst();
  }

  private static boolean isCovered(String name, List<GeneralName> alternatives) {
    if (name.contains(":") || DnsName.endsInNumber(name)) {
      return isAddressIn(name, alternatives);
    }
    List<String> hosts =
        alternatives.stream()
            .filter(GeneralName.Dns.class::isInstance)
            .map(alternative -> ((GeneralName.Dns) alternative).name())
            .toList();
    // Free text is no name of a server. Beyond the letter of the clause we let a name pass beside a
    // wildcard for its subdomains, and beside addresses alone: both are in use and harm nobody.
    boolean freeText = !name.contains(".") || name.contains(" ");
    return freeText || hosts.isEmpty() || hosts.contains(name) || hosts.contains("*." + name);
  }

  /** The text must be the canonical one: dotted decimal, or RFC 5952. */
  private static boolean isAddressIn(String name, List<GeneralName> alternatives) {
    Optional<Bytes> octets = IpAddress.parse(name);
    return octets.isPresent()
        && IpAddress.format(octets.get()).equals(name)
        && alternatives.contains(new GeneralName.Ip(octets.get()));
  }
}
