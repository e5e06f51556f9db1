package dev.clasp.tls.x509.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Trust stores out of {@link KeyStore}s. */
public final class KeyStores {
  private static final Path CACERTS = Path.of("lib", "security", "cacerts");

  private KeyStores() {}

  /** The trusted certificate entries of a loaded key store; key entries are left out. */
  public static TrustStore trustStore(KeyStore keyStore) throws KeyStoreException, DerException {
    List<Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(keyStore.aliases())) {
      if (keyStore.isCertificateEntry(alias)) {
        certificates.add(read(keyStore, alias));
      }
    }
    return TrustStore.of(certificates);
  }

  private static Certificate read(KeyStore keyStore, String alias)
      throws KeyStoreException, DerException {
    try {
      return Certificate.parse(Bytes.copyOf(keyStore.getCertificate(alias).getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new KeyStoreException("entry " + alias, e);
    }
  }

  /** The trusted certificate entries of a JKS or PKCS#12 file, its integrity checked. */
  public static TrustStore trustStoreFile(Path file, char[] password)
      throws IOException, GeneralSecurityException, DerException {
    return trustStore(KeyStore.getInstance(file.toFile(), password));
  }

  /**
   * The certificates that come with a JDK. They are as trustworthy as the JDK they lie in, so the
   * well-known password is not asked for.
   *
   * @param javaHome its directory, as in the system property {@code java.home}
   */
  public static TrustStore ofJdk(Path javaHome)
      throws IOException, GeneralSecurityException, DerException {
    char[] noPassword = null;
    return trustStore(KeyStore.getInstance(javaHome.resolve(CACERTS).toFile(), noPassword));
  }
}
