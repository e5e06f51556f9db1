package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.PathValidated;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertPath;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Certificates, paths and CRLs to and from the platform's. The bytes are the same; each side parses
 * for itself.
 */
public final class JcaCertificates {
  private JcaCertificates() {}

  /** Ours, from the platform's. */
  public static Certificate fromPlatform(X509Certificate certificate)
      throws CertificateEncodingException, DerException {
    return Certificate.parse(Bytes.copyOf(certificate.getEncoded()));
  }

  /** The platform's, from ours; it may refuse what we have read, and the other way round. */
  public static X509Certificate toPlatform(Certificate certificate) throws CertificateException {
    ByteArrayInputStream der = new ByteArrayInputStream(certificate.der().toArray());
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
  }

  /** A trust store of the platform's anchors, which must be certificates. */
  public static TrustStore trustStore(Collection<X509Certificate> anchors)
      throws CertificateEncodingException, DerException {
    List<Certificate> ours = new ArrayList<>();
    for (X509Certificate anchor : anchors) {
      ours.add(fromPlatform(anchor));
    }
    return TrustStore.of(ours);
  }

  /** A chain as TLS has it, leaf first. */
  public static List<Certificate> fromPlatform(X509Certificate[] chain)
      throws CertificateEncodingException, DerException {
    List<Certificate> ours = new ArrayList<>();
    for (X509Certificate each : chain) {
      ours.add(fromPlatform(each));
    }
    return List.copyOf(ours);
  }

  /** A validated path without its anchor, as the platform writes paths. */
  public static CertPath toPlatform(PathValidated validated) throws CertificateException {
    List<X509Certificate> platform = new ArrayList<>();
    int below = Math.max(1, validated.path().size() - 1); // a leaf may be its own anchor
    for (Certificate each : validated.path().subList(0, below)) {
      platform.add(toPlatform(each));
    }
    return CertificateFactory.getInstance("X.509").generateCertPath(platform);
  }

  /** Our CRL, from the platform's. */
  public static Crl fromPlatform(X509CRL crl) throws CRLException, DerException {
    return Crl.parse(Bytes.copyOf(crl.getEncoded()));
  }
}
