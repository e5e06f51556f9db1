package dev.clasp.tls.bench.operation;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
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
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The extensions that public authorities put into certificates. */
final class WebProfile {
  private static final int NAMES = 6;
  private static final int TIMESTAMP = 119; // bytes of an SCT with ECDSA (RFC 6962 §3.2)
  private static final ASN1ObjectIdentifier SCT_LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private WebProfile() {}

  static Extensions authority(KeyPair subject, KeyPair issuer) throws Exception {
    ExtensionsGenerator all = new ExtensionsGenerator();
    all.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    all.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    addKeyIdentifiers(all, subject, issuer);
    addPointers(all);
    return all.generate();
  }

  static Extensions server(KeyPair subject, KeyPair issuer) throws Exception {
    ExtensionsGenerator all = serverBasics(NAMES);
    addKeyIdentifiers(all, subject, issuer);
    addPointers(all);
    all.addExtension(SCT_LIST, false, new DEROctetString(timestamps()));
    return all.generate();
  }

  static Extensions serverWithoutKeyIdentifier() throws Exception {
    return serverBasics(NAMES).generate();
  }

  static Extensions serverWithNames(int names) throws Exception {
    return serverBasics(names).generate();
  }

  /** An authority that may certify hosts in so many domains. */
  static Extensions authorityFor(int domains) throws Exception {
    ExtensionsGenerator all = new ExtensionsGenerator();
    all.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    all.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    GeneralSubtree[] permitted =
        IntStream.range(0, domains)
            .mapToObj(i -> "host-%d.example.com".formatted(i))
            .map(name -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, name)))
            .toArray(GeneralSubtree[]::new);
    all.addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null));
    return all.generate();
  }

  private static ExtensionsGenerator serverBasics(int count) throws Exception {
    ExtensionsGenerator all = new ExtensionsGenerator();
    all.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    all.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    all.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    GeneralName[] names =
        IntStream.range(0, count)
            .mapToObj(i -> i == 0 ? "www.example.com" : "host-%d.example.com".formatted(i))
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new);
    all.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    return all;
  }

  private static void addKeyIdentifiers(ExtensionsGenerator all, KeyPair subject, KeyPair issuer)
      throws Exception {
    all.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(subject)));
    all.addExtension(
        Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier(issuer)));
  }

  /** Where the issuer's certificate, its OCSP responder and its CRL are, and its policy. */
  private static void addPointers(ExtensionsGenerator all) throws Exception {
    all.addExtension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
            new AccessDescription[] {
              new AccessDescription(AccessDescription.id_ad_ocsp, uri("http://ocsp.example.net")),
              new AccessDescription(
                  AccessDescription.id_ad_caIssuers, uri("http://ca.example.net/issuer.crt"))
            }));
    all.addExtension(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("2.23.140.1.2.1"))));
    all.addExtension(
        Extension.cRLDistributionPoints,
        false,
        new CRLDistPoint(
            new DistributionPoint[] {
              new DistributionPoint(
                  new DistributionPointName(
                      new GeneralNames(uri("http://crl.example.net/issuing.crl"))),
                  null,
                  null)
            }));
  }

  private static GeneralName uri(String text) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, text);
  }

  /** SHA-1 of the key's bits, cut to what everyone uses (RFC 7093 §2, method 1). */
  private static byte[] identifier(KeyPair pair) throws GeneralSecurityException {
    byte[] key =
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
            .getPublicKeyData()
            .getBytes();
    return java.util.Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), 20);
  }

  /** Two timestamps that parse; no log signed them. */
  private static byte[] timestamps() {
    int one = TIMESTAMP + 2;
    byte[] list = new byte[2 + 2 * one];
    list[1] = (byte) (2 * one);
    for (int at : new int[] {2, 2 + one}) {
      list[at + 1] = TIMESTAMP;
      list[at + 2 + 43] = 4; // behind version, log, time and no extensions: SHA-256,
      list[at + 2 + 44] = 3; // ECDSA,
      list[at + 2 + 46] = TIMESTAMP - 47; // and as many bytes of signature as are left
    }
    return list;
  }
}
