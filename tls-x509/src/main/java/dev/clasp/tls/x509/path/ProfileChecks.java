package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.x509.AuthorityKeyIdentifier;
import dev.clasp.tls.x509.BasicConstraints;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateExtensions;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.NameConstraints;
import dev.clasp.tls.x509.Oids;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What RFC 5280 §4 asks of the CA that writes a certificate. */
final class ProfileChecks {
  private static final int MAX_SERIAL_OCTETS = 20;
  private static final Set<KeyKind> ML_DSA =
      Set.of(KeyKind.MLDSA44, KeyKind.MLDSA65, KeyKind.MLDSA87);

  private final Signatures signatures;

  ProfileChecks(Signatures signatures) {
    this.signatures = signatures;
  }

  void check(Certificate certificate, Role role, Findings findings) {
    WebPkiChecks.check(certificate, role, findings);
    checkSerialNumber(certificate, role, findings);
    checkNames(certificate, findings);
    checkKeyIdentifiers(certificate, role, findings);
    checkConstraints(certificate, findings);
    checkKeyUsage(certificate, findings);
    if (certificate.extensions().isCritical(Oids.AUTHORITY_INFO_ACCESS)) {
      findings.add(Rule.AIA_CRITICAL, certificate, "authorityInfoAccess is critical");
    }
  }

  private static void checkSerialNumber(Certificate certificate, Role role, Findings findings) {
    int sign = certificate.serialNumber().signum();
    boolean zeroRoot = role == Role.ANCHOR && sign == 0; // old roots have it, as Starfield's G2
    if (sign <= 0 && !zeroRoot) {
      findings.add(
          Rule.SERIAL_NOT_POSITIVE,
          certificate,
          "serialNumber %s".formatted(certificate.serialNumber()));
    }
    int octets = certificate.serialNumber().toByteArray().length;
    if (octets > MAX_SERIAL_OCTETS) {
      findings.add(
          Rule.SERIAL_TOO_LONG, certificate, "serialNumber of %d octets".formatted(octets));
    }
  }

  private static void checkNames(Certificate certificate, Findings findings) {
    if (certificate.issuer().isEmpty()) {
      findings.add(Rule.EMPTY_ISSUER, certificate, "issuer is empty");
    }
    if (certificate.subject().isEmpty()) {
      if (isCa(certificate)) {
        findings.add(Rule.EMPTY_CA_SUBJECT, certificate, "a CA with an empty subject");
      }
      if (!certificate.extensions().isCritical(Oids.SUBJECT_ALT_NAME)) {
        findings.add(
            Rule.SAN_NOT_CRITICAL,
            certificate,
            "subject is empty, so subjectAltName must be there and critical");
      }
    }
    for (GeneralName name : certificate.extensions().subjectAltNames()) {
      syntaxFault(name).ifPresent(fault -> findings.add(Rule.SAN_SYNTAX, certificate, fault));
    }
  }

  private static Optional<String> syntaxFault(GeneralName name) {
    if (name instanceof GeneralName.Dns dns
        && (!DnsName.isValidPattern(dns.name()) || DnsName.endsInNumber(dns.name()))) {
      return Optional.of("subjectAltName.dNSName \"%s\" is no host name".formatted(dns.name()));
    }
    if (name instanceof GeneralName.Email email && !Mailbox.isValid(email.address())) {
      return Optional.of("subjectAltName.rfc822Name \"%s\"".formatted(email.address()));
    }
    if (name instanceof GeneralName.Uri uri && uri.uri().indexOf(':') <= 0) {
      return Optional.of("subjectAltName URI \"%s\" is not absolute".formatted(uri.uri()));
    }
    return Optional.empty();
  }

  private void checkKeyIdentifiers(Certificate certificate, Role role, Findings findings) {
    CertificateExtensions extensions = certificate.extensions();
    boolean hasKeyIdentifier =
        extensions
            .authorityKeyIdentifier()
            .flatMap(AuthorityKeyIdentifier::keyIdentifier)
            .isPresent();
    if (!hasKeyIdentifier && !mayOmitAuthorityKeyIdentifier(certificate, role)) {
      findings.add(Rule.AKI_MISSING, certificate, "no authorityKeyIdentifier with a keyIdentifier");
    }
    if (extensions.isCritical(Oids.AUTHORITY_KEY_IDENTIFIER)) {
      findings.add(Rule.AKI_CRITICAL, certificate, "authorityKeyIdentifier is critical");
    }
    if (isCa(certificate) && extensions.subjectKeyIdentifier().isEmpty()) {
      findings.add(Rule.SKI_MISSING, certificate, "a CA without subjectKeyIdentifier");
    }
    if (extensions.isCritical(Oids.SUBJECT_KEY_IDENTIFIER)) {
      findings.add(Rule.SKI_CRITICAL, certificate, "subjectKeyIdentifier is critical");
    }
  }

  /**
   * §4.2.1.1 excuses self-signed certificates. An anchor with two names may still be one, so its
   * signature decides; one that has the extension but no key identifier in it is not excused.
   */
  private boolean mayOmitAuthorityKeyIdentifier(Certificate certificate, Role role) {
    if (role == Role.LEAF || certificate.extensions().has(Oids.AUTHORITY_KEY_IDENTIFIER)) {
      return false;
    }
    boolean namedAsRoot = role == Role.ANCHOR && certificate.isSelfIssued();
    return namedAsRoot
        || (role == Role.ANCHOR || certificate.isSelfIssued())
            && signatures.isSelfSigned(certificate);
  }

  private static void checkConstraints(Certificate certificate, Findings findings) {
    CertificateExtensions extensions = certificate.extensions();
    if (isCa(certificate) && !extensions.isCritical(Oids.BASIC_CONSTRAINTS)) {
      findings.add(
          Rule.BASIC_CONSTRAINTS_NOT_CRITICAL, certificate, "basicConstraints is not critical");
    }
    if (extensions.has(Oids.POLICY_CONSTRAINTS)
        && !extensions.isCritical(Oids.POLICY_CONSTRAINTS)) {
      findings.add(
          Rule.POLICY_CONSTRAINTS_NOT_CRITICAL, certificate, "policyConstraints is not critical");
    }
    if (extensions.nameConstraints().isEmpty()) {
      return;
    }
    if (!isCa(certificate)) {
      findings.add(
          Rule.NAME_CONSTRAINTS_IN_LEAF, certificate, "nameConstraints in a certificate of no CA");
    }
    if (!extensions.isCritical(Oids.NAME_CONSTRAINTS)) {
      findings.add(
          Rule.NAME_CONSTRAINTS_NOT_CRITICAL, certificate, "nameConstraints is not critical");
    }
    NameConstraints constraints = extensions.nameConstraints().get();
    Stream.concat(constraints.permitted().stream(), constraints.excluded().stream())
        .forEach(
            base -> {
              if (!Subtree.isValidBase(base)) {
                findings.add(
                    Rule.NAME_CONSTRAINTS_SYNTAX,
                    certificate,
                    "nameConstraints %s is not well formed".formatted(Subtree.text(base)));
              }
            });
  }

  private static void checkKeyUsage(Certificate certificate, Findings findings) {
    Optional<KeyUsage> usage = certificate.extensions().keyUsage();
    if (usage.isEmpty()) {
      return;
    }
    if (usage.get().allows(KeyUsage.Bit.KEY_CERT_SIGN) && !isCa(certificate)) {
      findings.add(
          Rule.KEY_CERT_SIGN_WITHOUT_CA,
          certificate,
          "keyUsage has keyCertSign, but basicConstraints.cA is not TRUE");
    }
    boolean mlDsa = certificate.publicKey().filter(key -> ML_DSA.contains(key.kind())).isPresent();
    boolean encrypts =
        Stream.of(
                KeyUsage.Bit.KEY_ENCIPHERMENT,
                KeyUsage.Bit.DATA_ENCIPHERMENT,
                KeyUsage.Bit.KEY_AGREEMENT,
                KeyUsage.Bit.ENCIPHER_ONLY,
                KeyUsage.Bit.DECIPHER_ONLY)
            .anyMatch(usage.get()::allows);
    if (mlDsa && encrypts) {
      findings.add(
          Rule.MLDSA_KEY_USAGE,
          certificate,
          "keyUsage %s for an ML-DSA key".formatted(usage.get().bits()));
    }
  }

  static boolean isCa(Certificate certificate) {
    return certificate.extensions().basicConstraints().map(BasicConstraints::ca).orElse(false);
  }
}
