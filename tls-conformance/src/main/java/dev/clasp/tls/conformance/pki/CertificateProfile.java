package dev.clasp.tls.conformance.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** The extensions that {@link CertificateAuthority} puts into certificates (RFC 5280 §4.2). */
final class CertificateProfile {
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();

  private CertificateProfile(byte[] subjectKeyIdentifier, byte[] authorityKeyIdentifier) {
    this(authorityKeyIdentifier);
    add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(subjectKeyIdentifier));
  }

  private CertificateProfile(byte[] authorityKeyIdentifier) {
    add(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(authorityKeyIdentifier));
  }

  /**
   * @param permittedDomains names under these may be certified, and no other host names; empty for
   *     no such constraint
   */
  static Extensions authority(
      byte[] subjectKeyIdentifier, byte[] authorityKeyIdentifier, List<String> permittedDomains) {
    CertificateProfile profile =
        new CertificateProfile(subjectKeyIdentifier, authorityKeyIdentifier);
    profile.add(Extension.basicConstraints, true, new BasicConstraints(true));
    profile.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    if (!permittedDomains.isEmpty()) {
      profile.add(Extension.nameConstraints, true, permitting(permittedDomains));
    }
    return profile.extensions.generate();
  }

  static Extensions leaf(
      byte[] subjectKeyIdentifier,
      byte[] authorityKeyIdentifier,
      KeyType keyType,
      List<String> names) {
    CertificateProfile profile =
        new CertificateProfile(subjectKeyIdentifier, authorityKeyIdentifier);
    profile.add(Extension.basicConstraints, true, new BasicConstraints(false));
    profile.add(Extension.keyUsage, true, new KeyUsage(usage(keyType)));
    profile.add(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    profile.add(Extension.subjectAlternativeName, false, alternativeNames(names));
    return profile.extensions.generate();
  }

  /** Of a CRL: the first and only one of its issuer (RFC 5280 §5.2). */
  static Extensions revocationList(byte[] authorityKeyIdentifier) {
    CertificateProfile profile = new CertificateProfile(authorityKeyIdentifier);
    profile.add(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
    return profile.extensions.generate();
  }

  private static NameConstraints permitting(List<String> domains) {
    GeneralSubtree[] subtrees =
        domains.stream()
            .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
            .toArray(GeneralSubtree[]::new);
    return new NameConstraints(subtrees, null); // an empty list would be encoded
  }

  private static GeneralNames alternativeNames(List<String> names) {
    return new GeneralNames(
        names.stream().map(CertificateProfile::generalName).toArray(GeneralName[]::new));
  }

  private static GeneralName generalName(String text) {
    boolean address = text.contains(":") || text.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, text);
  }

  private void add(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(type, critical, value);
    } catch (IOException e) {
      throw new UncheckedIOException("an extension could not be encoded", e);
    }
  }

  /** An RSA key decrypts, too: the RSA key exchange of TLS 1.2 asks for it (RFC 5246 §7.4.2). */
  private static int usage(KeyType type) {
    return type == KeyType.RSA_2048
        ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
        : KeyUsage.digitalSignature;
  }
}
