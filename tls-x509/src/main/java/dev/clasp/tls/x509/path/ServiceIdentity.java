package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import java.util.Optional;
import java.util.stream.Stream;

/** Matching what a certificate presents with what was asked for (RFC 9525 §6). */
final class ServiceIdentity {
  private static final int LABELS_AFTER_WILDCARD = 2; // ours: *.com speaks for nobody

  private ServiceIdentity() {}

  /** The first subjectAltName that matches. The common name is never looked at (RFC 9525 §6.3). */
  static Optional<GeneralName> match(Certificate certificate, ReferenceIdentity wanted) {
    for (GeneralName presented : certificate.extensions().subjectAltNames()) {
      if (matches(presented, wanted)) {
        return Optional.of(presented);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing matches but wildcards that stand for every customer of a registry. */
  static boolean matchesOnlyPublicSuffix(
      Certificate certificate, ReferenceIdentity wanted, PublicSuffixes suffixes) {
    return match(certificate, wanted).isPresent()
        && matches(certificate, wanted).allMatch(name -> isPublicSuffixWildcard(name, suffixes));
  }

  private static boolean isPublicSuffixWildcard(GeneralName name, PublicSuffixes suffixes) {
    return name instanceof GeneralName.Dns dns
        && dns.name().startsWith("*.")
        && suffixes.contains(dns.name().substring(2));
  }

  private static Stream<GeneralName> matches(Certificate certificate, ReferenceIdentity wanted) {
    return certificate.extensions().subjectAltNames().stream()
        .filter(presented -> matches(presented, wanted));
  }

  private static boolean matches(GeneralName presented, ReferenceIdentity wanted) {
    if (presented instanceof GeneralName.Dns dns && wanted instanceof ReferenceIdentity.Dns host) {
      return matchesDns(DnsName.lower(dns.name()), host.name());
    }
    if (presented instanceof GeneralName.Ip ip && wanted instanceof ReferenceIdentity.Ip address) {
      return ip.octets().equals(address.octets()); // RFC 9525 §6.4
    }
    return presented instanceof GeneralName.Email email
        && wanted instanceof ReferenceIdentity.Email mailbox
        && Mailbox.equal(email.address(), mailbox.address());
  }

  /** RFC 9525 §6.3: a wildcard is the whole left-most label and stands for exactly one label. */
  private static boolean matchesDns(String presented, String host) {
    if (!presented.startsWith("*.")) {
      return presented.equals(host);
    }
    String parent = presented.substring(2);
    int dot = host.indexOf('.');
    return dot > 0
        && DnsName.isResolvable(parent)
        && parent.split("\\.").length >= LABELS_AFTER_WILDCARD
        && host.substring(dot + 1).equals(parent);
  }
}
