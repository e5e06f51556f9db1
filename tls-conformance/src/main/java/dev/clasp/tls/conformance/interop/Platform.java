package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.PlatformKeys;
import dev.clasp.tls.crypto.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** Certificates as the platform keeps them. */
final class Platform {
  /** Protects keys for tests against nobody. */
  static final String PASSWORD = "clasp";

  private Platform() {}

  /** With the key and its chain, as {@code own}. */
  static KeyStore keyStore(IssuedCertificate certificate, KeyType type)
      throws GeneralSecurityException, IOException {
    Certificate[] chain = new Certificate[certificate.chain().size()];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = certificate(certificate.chain().get(i));
    }
    KeyStore store = empty();
    store.setKeyEntry("own", PlatformKeys.of(certificate, type), PASSWORD.toCharArray(), chain);
    return store;
  }

  /** That trusts this certificate. */
  static KeyStore trustStore(Bytes root) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setCertificateEntry("ca", certificate(root));
    return store;
  }

  /** Writes {@link #keyStore} as PKCS#12; gives its password. */
  static String writeKeyStore(IssuedCertificate certificate, KeyType type, Path file)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      keyStore(certificate, type).store(out, PASSWORD.toCharArray());
      return PASSWORD;
    } catch (GeneralSecurityException e) {
      throw new IOException("the platform cannot write a key made here", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate certificate(Bytes der) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der.toArray()));
  }
}
