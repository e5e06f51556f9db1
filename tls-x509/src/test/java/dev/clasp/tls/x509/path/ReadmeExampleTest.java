package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.jca.KeyStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README, which must compile and do what it says. */
class ReadmeExampleTest {
  private final CryptoProvider crypto = CryptoProviders.standard();
  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final List<String> logged = new ArrayList<>();

  private void log(PathFailure reason, String text) {
    logged.add(reason + text);
  }

  private PublicKeyInfo serverExample(Path javaHome, List<Certificate> chain) throws Exception {
    TrustStore trust = KeyStores.ofJdk(javaHome);
    CertificateValidator validator =
        CertificateValidator.builder(trust, crypto.verifiers()).profile(Profile.WEBPKI).build();
    try {
      PathValidated path = validator.validate(chain, ReferenceIdentity.of("www.example.com"));
      return path.publicKey();
    } catch (PathRejected e) {
      log(e.reason(), e.explanation().orElseThrow().toText());
      throw e;
    }
  }

  private PathValidated clientExample(Path caFile, String crlPem, List<Certificate> chain)
      throws Exception {
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.ofPemFile(caFile), crypto.verifiers())
            .purpose(Purpose.TLS_CLIENT)
            .keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE)
            .revocation(RevocationPolicy.required(CrlSource.of(Crl.fromPem(crlPem))))
            .build();
    PathValidated path = validator.validateForAnyName(chain);
    return path;
  }

  @Test
  void theServerExampleRefusesAStranger() {
    Issued server = CertificateMaker.server("www.example.com").signedBy(root);
    Path javaHome = Path.of(System.getProperty("java.home"));

    PathRejected e =
        assertThrows(
            PathRejected.class, () -> serverExample(javaHome, List.of(server.certificate())));

    assertEquals(PathFailure.UNKNOWN_ISSUER, e.reason());
    assertEquals(1, logged.size());
  }

  @Test
  void theClientExampleRefusesAClientOfUnknownStatus(@TempDir Path directory) throws Exception {
    Issued client = CertificateMaker.bare("client", "P-256").signedBy(root);
    Path caFile =
        Files.writeString(
            directory.resolve("ca.pem"), Pem.block("CERTIFICATE", root.certificate().der()));

    PathRejected e =
        assertThrows(
            PathRejected.class, () -> clientExample(caFile, "", List.of(client.certificate())));

    assertEquals(PathFailure.REVOCATION_STATUS_UNKNOWN, e.reason());
  }
}
