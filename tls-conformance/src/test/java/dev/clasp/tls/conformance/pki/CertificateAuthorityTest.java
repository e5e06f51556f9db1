package dev.clasp.tls.conformance.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link CertificateAuthority} issues satisfies the platform's path validation. */
class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final CertificateAuthority ROOT =
      CertificateAuthority.root(CRYPTO, KeyType.P256, "Test Root", NOW);

  @ParameterizedTest
  @EnumSource
  void issuesLeavesWithEveryKindOfKey(KeyType leaf) throws Exception {
    IssuedCertificate issued = ROOT.issue(LeafRequest.forLoopback(leaf, NOW));

    validate(issued, ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void signsWithEveryKindOfKey(KeyType root) throws Exception {
    CertificateAuthority authority = CertificateAuthority.root(CRYPTO, root, "Other Root", NOW);

    validate(authority.issue(LeafRequest.forLoopback(KeyType.P256, NOW)), authority);
  }

  @Test
  void sendsIntermediatesAndLeavesTheRootOut() throws Exception {
    CertificateAuthority below =
        ROOT.intermediate(KeyType.P384, "Two", NOW).intermediate(KeyType.P256, "Three", NOW);
    IssuedCertificate issued = below.issue(LeafRequest.forLoopback(KeyType.P256, NOW));

    assertEquals(3, issued.chain().size());
    validate(issued, ROOT);
  }

  @Test
  void namesHostsAndAddresses() throws Exception {
    IssuedCertificate issued = ROOT.issue(LeafRequest.forLoopback(KeyType.P256, NOW));

    List<Object> names = new ArrayList<>();
    for (List<?> name : platformForm(issued.chain().get(0)).getSubjectAlternativeNames()) {
      names.add(name.get(1));
    }

    assertEquals(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), names);
  }

  @Test
  void makesExpiredCertificatesForTests() throws Exception {
    LeafRequest expired =
        LeafRequest.forLoopback(KeyType.P256, NOW)
            .withValidity(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)));

    assertThrows(CertPathValidatorException.class, () -> validate(ROOT.issue(expired), ROOT));
  }

  @Test
  void writesPemThatPemFilesReads(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory)
      throws Exception {
    IssuedCertificate issued = ROOT.issue(LeafRequest.forLoopback(KeyType.ED25519, NOW));

    IssuedCertificate.Location location = issued.writeTo(directory, "leaf");

    assertEquals(
        issued.chain(),
        PemFiles.certificates(location.chain()).stream().map(c -> c.der()).toList());
    assertTrue(
        PemFiles.privateKey(location.key(), CRYPTO.signingKeys(), Optional.empty())
                .algorithms()
                .size()
            > 0);
  }

  private static void validate(IssuedCertificate issued, CertificateAuthority authority)
      throws GeneralSecurityException {
    List<X509Certificate> path = new ArrayList<>();
    for (Bytes certificate : issued.chain()) {
      path.add(platformForm(certificate));
    }
    PKIXParameters parameters =
        new PKIXParameters(
            Set.of(new TrustAnchor(platformForm(authority.rootCertificate()), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }

  private static X509Certificate platformForm(Bytes der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der.toArray()));
  }
}
