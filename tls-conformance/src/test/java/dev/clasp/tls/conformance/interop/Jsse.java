package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.crypto.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Contexts of the platform's JSSE that trust the CA of {@link Fixtures}. */
final class Jsse {
  private static final char[] PASSWORD = "only in memory".toCharArray();

  private Jsse() {}

  static SSLContext context(IssuedCertificate own) throws GeneralSecurityException, IOException {
    return context(Optional.of(own));
  }

  static SSLContext context(Optional<IssuedCertificate> own)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate(Fixtures.AUTHORITY.rootCertificate()));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);

    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    if (own.isPresent()) {
      List<Certificate> chain = new ArrayList<>();
      for (Bytes certificate : own.get().chain()) {
        chain.add(certificate(certificate));
      }
      keys.setKeyEntry(
          "own", privateKey(own.get(), chain.get(0)), PASSWORD, chain.toArray(new Certificate[0]));
    }
    KeyManagerFactory manager =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    manager.init(keys, PASSWORD);

    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(manager.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(Bytes der) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der.toArray()));
  }

  private static PrivateKey privateKey(IssuedCertificate own, Certificate certificate)
      throws GeneralSecurityException {
    String pem = own.privateKeyPem().replaceAll("-----[^-]+-----|\\s", "");
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }
}
