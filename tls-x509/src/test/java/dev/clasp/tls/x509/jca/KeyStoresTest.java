package dev.clasp.tls.x509.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoresTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final CertificateMaker.Issued root = CertificateMaker.ca("Store Root").selfSigned();
  private final CertificateMaker.Issued server =
      CertificateMaker.server("www.example.com").signedBy(root);

  private KeyStore keyStore(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("root", jca(root.certificate()));
    store.setKeyEntry(
        "server",
        server.keys().getPrivate(),
        PASSWORD,
        new java.security.cert.Certificate[] {jca(server.certificate())});
    return store;
  }

  private static java.security.cert.Certificate jca(Certificate certificate) throws Exception {
    return JcaCertificates.toPlatform(certificate);
  }

  @Test
  void certificatesCrossTheBridgeUnchanged() throws Exception {
    assertEquals(
        root.certificate(),
        JcaCertificates.fromPlatform(JcaCertificates.toPlatform(root.certificate())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void readsTrustedEntriesOfAFileAndLeavesKeysOut(String type, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      keyStore(type).store(out, PASSWORD);
    }

    TrustStore trust = KeyStores.trustStoreFile(file, PASSWORD);

    assertTrue(trust.contains(root.certificate()));
    assertFalse(trust.contains(server.certificate()));
  }

  @Test
  void readsTheCertificatesOfTheJdk() throws Exception {
    Path javaHome = Path.of(System.getProperty("java.home"));
    KeyStore cacerts =
        KeyStore.getInstance(javaHome.resolve("lib/security/cacerts").toFile(), PASSWORD);
    int found = 0;

    TrustStore trust = KeyStores.ofJdk(javaHome);

    for (String alias : Collections.list(cacerts.aliases())) {
      byte[] der = cacerts.getCertificate(alias).getEncoded();
      Certificate certificate = Certificate.parse(Bytes.copyOf(der));
      found += trust.contains(certificate) ? 1 : 0;
    }
    assertEquals(cacerts.size(), found);
    assertTrue(found > 50, "only " + found);
  }
}
