package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Certificates to and from the platform's. The bytes are the same; each side parses for itself. */
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
}
