package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.x509.AuthorityKeyIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateExtensions;
import dev.clasp.tls.x509.Oids;
import java.util.Optional;

/** What the CA/Browser Forum's Baseline Requirements ask beyond RFC 5280. */
final class WebPkiChecks {
  private static final int VERSION_3 = 3;
  private static final int MIN_RSA_BITS = 2048;
  private static final int MIN_RSA_BITS_ANYWHERE = 1024;

  private WebPkiChecks() {}

  static void check(Certificate certificate, Role role, Findings findings) {
    if (certificate.version() != VERSION_3) {
      findings.add(
          Rule.VERSION_3, certificate, "version %d, expected 3".formatted(certificate.version()));
    }
    if (certificate.extensions().isCritical(Oids.EXT_KEY_USAGE)) {
      findings.add(Rule.EKU_CRITICAL, certificate, "extKeyUsage is critical");
    }
    switch (role) {
      case LEAF -> checkLeaf(certificate, findings);
      case ANCHOR -> checkRoot(certificate, findings);
      case INTERMEDIATE -> {}
    }
  }

  private static void checkLeaf(Certificate certificate, Findings findings) {
    CertificateExtensions extensions = certificate.extensions();
    if (ProfileChecks.isCa(certificate)) {
      findings.add(Rule.CA_AS_LEAF, certificate, "basicConstraints.cA is TRUE");
    }
    if (extensions.extendedKeyUsage().isEmpty()) {
      findings.add(Rule.LEAF_EKU_MISSING, certificate, "no extKeyUsage");
    } else if (extensions.extendedKeyUsage().get().contains(Oids.ANY_EXTENDED_KEY_USAGE)) {
      findings.add(Rule.LEAF_EKU_ANY, certificate, "extKeyUsage has anyExtendedKeyUsage");
    }
    if (!extensions.has(Oids.SUBJECT_ALT_NAME)) {
      findings.add(Rule.SAN_MISSING, certificate, "no subjectAltName");
    }
    if (extensions.isCritical(Oids.SUBJECT_ALT_NAME) && !certificate.subject().isEmpty()) {
      findings.add(
          Rule.SAN_CRITICAL, certificate, "subjectAltName is critical and subject not empty");
    }
    CommonName.fault(certificate)
        .ifPresent(fault -> findings.add(Rule.COMMON_NAME, certificate, fault));
  }

  private static void checkRoot(Certificate certificate, Findings findings) {
    CertificateExtensions extensions = certificate.extensions();
    if (extensions.has(Oids.EXT_KEY_USAGE)) {
      findings.add(Rule.ROOT_EKU, certificate, "extKeyUsage in a root");
    }
    Optional<AuthorityKeyIdentifier> authority = extensions.authorityKeyIdentifier();
    if (authority.isEmpty()) {
      return;
    }
    boolean onlyKeyIdentifier =
        authority.get().authorityCertIssuer().isEmpty()
            && authority.get().authorityCertSerialNumber().isEmpty();
    boolean ownKey =
        !certificate.isSelfIssued()
            || authority.get().keyIdentifier().equals(extensions.subjectKeyIdentifier());
    if (!onlyKeyIdentifier || !ownKey) {
      findings.add(
          Rule.ROOT_AKI_FORM,
          certificate,
          "authorityKeyIdentifier of a root must be its subjectKeyIdentifier and nothing else");
    }
  }

  static void checkKeySize(Certificate certificate, Findings findings) {
    Optional<PublicKeyInfo> key = certificate.publicKey();
    boolean rsa =
        key.filter(info -> info.kind() == KeyKind.RSA || info.kind() == KeyKind.RSA_PSS)
            .isPresent();
    if (!rsa) {
      return;
    }
    int bits = RsaModulus.bits(certificate.subjectPublicKeyInfo());
    if (bits > 0 && bits < MIN_RSA_BITS_ANYWHERE) { // an unreadable key verifies nothing anyway
      findings.add(Rule.KEY_TOO_SMALL, certificate, "RSA modulus of %d bits".formatted(bits));
    }
    if (bits < MIN_RSA_BITS || bits % 8 != 0) {
      findings.add(
          Rule.KEY_SIZE,
          certificate,
          "RSA modulus of %d bits, expected 2048 or more and a multiple of 8".formatted(bits));
    }
  }
}
