package dev.clasp.tls.x509.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our validator as the platform's callers see it. */
class PkixProviderTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final PkixProvider provider = new PkixProvider(CryptoProviders.standard());
  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued issuer = CertificateMaker.ca("Issuing CA").signedBy(root);
  private final Issued leaf = CertificateMaker.server("www.example.com").signedBy(issuer);

  @Test
  void validatesAPathAndNamesItsAnchor() throws Exception {
    PKIXCertPathValidatorResult result = validate(path(leaf, issuer), parameters(root, NOW));

    assertEquals(platform(root), result.getTrustAnchor().getTrustedCert());
    assertEquals(platform(leaf).getPublicKey(), result.getPublicKey());
  }

  @Test
  void aPathMayGoOnAboveTheAnchor() throws Exception {
    assertEquals(
        platform(root),
        validate(path(leaf, issuer, root), parameters(root, NOW))
            .getTrustAnchor()
            .getTrustedCert());
  }

  @Test
  void aPathOutOfOrderIsNone() {
    Issued lower = CertificateMaker.ca("Lower CA").signedBy(issuer);
    Issued low = CertificateMaker.server("low.example.com").signedBy(lower);

    CertPathValidatorException e = refused(low, issuer, lower);

    assertEquals(PKIXReason.NAME_CHAINING, e.getReason());
  }

  @Test
  void saysWhatIsWrongWithWhichCertificate() {
    Issued expired =
        CertificateMaker.server("www.example.com")
            .validity(CertificateMaker.NOT_BEFORE, NOW.minusSeconds(1))
            .signedBy(issuer);

    CertPathValidatorException e = refused(expired, issuer);

    assertEquals(BasicReason.EXPIRED, e.getReason());
    assertEquals(0, e.getIndex());
    assertEquals(PathFailure.EXPIRED, assertInstanceOf(PathRejected.class, e.getCause()).reason());
  }

  @Test
  void knowsWhenThereIsNoAnchor() throws Exception {
    Issued other = CertificateMaker.ca("Another Root").selfSigned();
    CertPathValidatorException e =
        assertThrows(
            CertPathValidatorException.class,
            () -> validate(path(leaf, issuer), parameters(other, NOW)));

    assertEquals(PKIXReason.NO_TRUST_ANCHOR, e.getReason());
  }

  @Test
  void revocationIsHardAsThePlatformsIs() throws Exception {
    PKIXBuilderParameters parameters = parameters(root, NOW);
    parameters.setRevocationEnabled(true);

    CertPathValidatorException e =
        assertThrows(
            CertPathValidatorException.class, () -> validate(path(leaf, issuer), parameters));
    assertEquals(BasicReason.UNDETERMINED_REVOCATION_STATUS, e.getReason());
  }

  @Test
  void buildsAPathFromACertificateStore() throws Exception {
    PKIXBuilderParameters parameters = parameters(root, NOW);
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(platform(leaf));
    parameters.setTargetCertConstraints(wanted);
    parameters.addCertStore(store(issuer, leaf));

    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX", provider).build(parameters);

    assertEquals(List.of(platform(leaf), platform(issuer)), result.getCertPath().getCertificates());
    assertEquals(platform(root), result.getTrustAnchor().getTrustedCert());
  }

  @Test
  void buildsAPathForWhateverMatchesTheSelector() throws Exception {
    PKIXBuilderParameters parameters = parameters(root, NOW);
    X509CertSelector wanted = new X509CertSelector();
    wanted.addSubjectAlternativeName(2, "www.example.com");
    parameters.setTargetCertConstraints(wanted);
    parameters.addCertStore(store(issuer, leaf));

    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX", provider).build(parameters);

    assertEquals(platform(leaf), result.getCertPath().getCertificates().get(0));
  }

  @Test
  void theBuildersPathLengthCounts() throws Exception {
    PKIXBuilderParameters parameters = parameters(root, NOW);
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(platform(leaf));
    parameters.setTargetCertConstraints(wanted);
    parameters.addCertStore(store(issuer));
    parameters.setMaxPathLength(0);

    CertPathBuilderException e =
        assertThrows(
            CertPathBuilderException.class,
            () -> CertPathBuilder.getInstance("PKIX", provider).build(parameters));
    assertEquals(
        PKIXReason.PATH_TOO_LONG,
        assertInstanceOf(CertPathValidatorException.class, e.getCause()).getReason());
  }

  /** Better no answer than one that left out a check the caller asked for. */
  @Test
  void refusesWhatItWouldHaveToIgnore() throws Exception {
    PKIXBuilderParameters checked = parameters(root, NOW);
    checked.addCertPathChecker(new NoChecker());
    assertThrows(
        InvalidAlgorithmParameterException.class, () -> validate(path(leaf, issuer), checked));

    TrustAnchor nameAndKey = new TrustAnchor("CN=Root", root.keys().getPublic(), null);
    PKIXBuilderParameters named =
        new PKIXBuilderParameters(Set.of(nameAndKey), new X509CertSelector());
    assertThrows(
        InvalidAlgorithmParameterException.class, () -> validate(path(leaf, issuer), named));
  }

  @Test
  void theTargetMustMatch() throws Exception {
    PKIXBuilderParameters parameters = parameters(root, NOW);
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(platform(issuer));
    parameters.setTargetCertConstraints(wanted);

    CertPathValidatorException e =
        assertThrows(
            CertPathValidatorException.class, () -> validate(path(leaf, issuer), parameters));
    assertEquals(0, e.getIndex());
  }

  private CertPathValidatorException refused(Issued... certificates) {
    return assertThrows(
        CertPathValidatorException.class,
        () -> validate(path(certificates), parameters(root, NOW)));
  }

  private PKIXCertPathValidatorResult validate(CertPath path, PKIXBuilderParameters parameters)
      throws Exception {
    return (PKIXCertPathValidatorResult)
        CertPathValidator.getInstance("PKIX", provider).validate(path, parameters);
  }

  private static PKIXBuilderParameters parameters(Issued anchor, Instant now) throws Exception {
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            Set.of(new TrustAnchor(platform(anchor), null)), new X509CertSelector());
    parameters.setDate(Date.from(now));
    parameters.setRevocationEnabled(false);
    return parameters;
  }

  private static CertPath path(Issued... certificates) throws Exception {
    List<X509Certificate> path = new ArrayList<>();
    for (Issued each : certificates) {
      path.add(platform(each));
    }
    return CertificateFactory.getInstance("X.509").generateCertPath(path);
  }

  private static CertStore store(Issued... certificates) throws Exception {
    List<X509Certificate> stored = new ArrayList<>();
    for (Issued each : certificates) {
      stored.add(platform(each));
    }
    return CertStore.getInstance("Collection", new CollectionCertStoreParameters(stored));
  }

  private static X509Certificate platform(Issued issued) throws Exception {
    Certificate certificate = issued.certificate();
    return JcaCertificates.toPlatform(certificate);
  }

  private static final class NoChecker extends PKIXCertPathChecker {
    @Override
    public void init(boolean forward) {}

    @Override
    public boolean isForwardCheckingSupported() {
      return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
      return Set.of();
    }

    @Override
    public void check(java.security.cert.Certificate certificate, Collection<String> unresolved) {}
  }
}
