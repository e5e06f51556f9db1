package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.KeyUsage;
import dev.clasp.tls.x509.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateValidatorTest {
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued issuing = CertificateMaker.ca("Issuing CA").signedBy(root);
  private final Issued leaf = CertificateMaker.server("www.example.com").signedBy(issuing);

  private static CertificateValidator.Builder trusting(Issued... anchors) {
    List<Certificate> certificates = List.of(anchors).stream().map(Issued::certificate).toList();
    return CertificateValidator.builder(
            TrustStore.of(certificates), CryptoProviders.standard().verifiers())
        .clock(InstantSource.fixed(NOW));
  }

  private static List<Certificate> chain(Issued... issued) {
    return List.of(issued).stream().map(Issued::certificate).toList();
  }

  private void assertRejected(Rule rule, Issued... chain) {
    PathRejected rejected =
        assertThrows(PathRejected.class, () -> trusting(root).build().validate(chain(chain), HOST));
    assertEquals(rule, rejected.finding().orElseThrow().rule(), rejected.getMessage());
    assertEquals(rule.failure(), rejected.reason());
    assertTrue(rejected.getMessage().endsWith("(" + rule.clause() + ")"), rejected.getMessage());
  }

  @Test
  void acceptsAPathThroughAnIntermediate() throws Exception {
    PathValidated path = trusting(root).build().validate(chain(leaf, issuing), HOST);

    assertEquals(chain(leaf, issuing, root), path.path());
    assertEquals(leaf.certificate(), path.leaf());
    assertEquals(issuing.certificate(), path.issuer().orElseThrow());
    assertEquals(KeyKind.EC_SECP256R1, path.publicKey().kind());
    assertEquals(2, path.usage().signatures());
  }

  @Test
  void acceptsTheChainInAnyOrderWithTheRootAndStrangersInIt() throws Exception {
    Issued stranger = CertificateMaker.ca("Stranger").selfSigned();

    PathValidated path =
        trusting(root).build().validate(chain(leaf, root, stranger, issuing), HOST);

    assertEquals(chain(leaf, issuing, root), path.path());
  }

  @ParameterizedTest
  @CsvSource({
    "P-256, SHA256withECDSA",
    "P-384, SHA384withECDSA",
    "P-521, SHA512withECDSA",
    "RSA-2048, SHA256withRSA",
    "RSA-2048, SHA384withRSA",
    "RSA-2048, SHA256withRSAandMGF1",
    "Ed25519, Ed25519",
    "Ed448, Ed448",
    "ML-DSA-44, ML-DSA-44",
    "ML-DSA-65, ML-DSA-65",
    "ML-DSA-87, ML-DSA-87"
  })
  void acceptsEverySignatureAlgorithm(String keyType, String algorithm) throws Exception {
    Issued ca = CertificateMaker.ca("CA", keyType).signature(algorithm).selfSigned();
    Issued server =
        CertificateMaker.server("www.example.com", keyType).signature(algorithm).signedBy(ca);

    PathValidated path =
        trusting(ca).profile(Profile.RFC5280_STRICT).build().validate(chain(server), HOST);

    assertEquals(chain(server, ca), path.path());
  }

  @Test
  void rejectsAnUnknownIssuer() {
    Issued other = CertificateMaker.ca("Unknown").selfSigned();
    assertRejected(
        Rule.ISSUER_UNKNOWN, CertificateMaker.server("www.example.com").signedBy(other), other);
  }

  @Test
  void saysWhichIntermediateIsMissing() {
    PathRejected rejected =
        assertThrows(PathRejected.class, () -> trusting(root).build().validate(chain(leaf), HOST));

    assertEquals(PathFailure.UNKNOWN_ISSUER, rejected.reason());
    assertTrue(rejected.getMessage().contains("CN=Issuing CA"), rejected.getMessage());
  }

  @Test
  void takesAMissingIntermediateFromElsewhere() throws Exception {
    CertificateValidator validator =
        trusting(root).issuers(IssuerSource.of(chain(issuing))).build();

    PathValidated path = validator.validate(chain(leaf), HOST);
    Explanation explanation = validator.explain(chain(leaf), List.of(HOST));

    assertEquals(chain(leaf, issuing, root), path.path());
    assertEquals(Attempt.Source.FOUND, explanation.leaf().issuers().get(0).source());
  }

  @Test
  void doesNotTrustAnIntermediateForComingFromElsewhere() {
    Issued stranger = CertificateMaker.ca("Stranger").selfSigned();
    Issued subject = CertificateMaker.server("www.example.com").signedBy(stranger);
    CertificateValidator validator =
        trusting(root).issuers(IssuerSource.of(chain(stranger))).build();

    PathRejected rejected =
        assertThrows(PathRejected.class, () -> validator.validate(chain(subject), HOST));

    assertEquals(PathFailure.UNKNOWN_ISSUER, rejected.reason());
  }

  @Test
  void rejectsASelfSignedCertificateNobodyTrusts() {
    assertRejected(Rule.ISSUER_UNKNOWN, CertificateMaker.server("www.example.com").selfSigned());
  }

  @Test
  void acceptsALeafThatIsItselfTrusted() throws Exception {
    Issued pinned = CertificateMaker.server("www.example.com").selfSigned();

    PathValidated path = trusting(pinned).build().validate(chain(pinned), HOST);

    assertEquals(chain(pinned), path.path());
    assertTrue(path.issuer().isEmpty());
  }

  @Test
  void checksNameAndTimeOfATrustedLeafToo() {
    Issued pinned = CertificateMaker.server("www.example.com").selfSigned();
    CertificateValidator late =
        trusting(pinned)
            .clock(InstantSource.fixed(CertificateMaker.NOT_AFTER.plusSeconds(1)))
            .build();

    PathRejected wrongName =
        assertThrows(
            PathRejected.class,
            () ->
                trusting(pinned)
                    .build()
                    .validate(chain(pinned), ReferenceIdentity.of("other.example.com")));
    PathRejected expired =
        assertThrows(PathRejected.class, () -> late.validate(chain(pinned), HOST));

    assertEquals(PathFailure.NAME_MISMATCH, wrongName.reason());
    assertEquals(PathFailure.EXPIRED, expired.reason());
  }

  @Test
  void rejectsAnExpiredLeaf() {
    assertRejected(
        Rule.EXPIRED,
        CertificateMaker.server("www.example.com")
            .validity(CertificateMaker.NOT_BEFORE, NOW.minusSeconds(1))
            .signedBy(root));
  }

  @Test
  void rejectsAnExpiredIntermediate() {
    Issued expired =
        CertificateMaker.ca("Issuing CA")
            .validity(CertificateMaker.NOT_BEFORE, NOW.minusSeconds(1))
            .signedBy(root);
    assertRejected(
        Rule.EXPIRED, CertificateMaker.server("www.example.com").signedBy(expired), expired);
  }

  @Test
  void rejectsALeafOfTheFuture() {
    assertRejected(
        Rule.NOT_YET_VALID,
        CertificateMaker.server("www.example.com")
            .validity(NOW.plusSeconds(1), CertificateMaker.NOT_AFTER)
            .signedBy(root));
  }

  @Test
  @DisplayName("RFC 5280 §4.1.2.5: both bounds are inside, and a second is the smallest part")
  void acceptsTheFirstAndTheLastInstantOfValidity() throws Exception {
    Issued exact =
        CertificateMaker.server("www.example.com").validity(NOW, NOW.plusSeconds(1)).signedBy(root);

    for (Instant at : List.of(NOW, NOW.plusMillis(1999))) {
      PathValidated path =
          trusting(root).clock(InstantSource.fixed(at)).build().validate(chain(exact), HOST);
      assertEquals(exact.certificate(), path.leaf());
    }
  }

  @Test
  void rejectsAnotherName() {
    assertRejected(Rule.NAME_MISMATCH, CertificateMaker.server("www.example.org").signedBy(root));
  }

  @Test
  @DisplayName("RFC 9525 §6.3: the common name identifies nobody")
  void doesNotLookAtTheCommonName() {
    assertRejected(
        Rule.NAME_MISMATCH,
        CertificateMaker.server("www.example.com").without("2.5.29.17").signedBy(root));
  }

  @Test
  void rejectsAServerCertificateForClients() {
    assertRejected(
        Rule.EXTENDED_KEY_USAGE,
        CertificateMaker.server("www.example.com")
            .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .signedBy(root));
  }

  @Test
  void rejectsACaForOtherPurposes() {
    Issued mail =
        CertificateMaker.ca("Mail CA")
            .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection))
            .signedBy(root);
    assertRejected(
        Rule.EXTENDED_KEY_USAGE, CertificateMaker.server("www.example.com").signedBy(mail), mail);
  }

  @Test
  void acceptsAClientCertificateForClients() throws Exception {
    Issued client =
        CertificateMaker.bare("someone", "P-256")
            .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .signedBy(root);

    PathValidated path =
        trusting(root).purpose(Purpose.TLS_CLIENT).build().validateForAnyName(chain(client));

    assertEquals(client.certificate(), path.leaf());
  }

  @Test
  void rejectsALeafWhoseKeyMayNotSignWhenItMust() {
    CertificateValidator validator = trusting(root).keyUsage(KeyUsage.Bit.KEY_ENCIPHERMENT).build();

    PathRejected rejected =
        assertThrows(PathRejected.class, () -> validator.validate(chain(leaf, issuing), HOST));

    assertEquals(PathFailure.WRONG_KEY_USAGE, rejected.reason());
  }

  @Test
  void checksThePurposeOfATrustedLeafToo() {
    Issued pinned = CertificateMaker.server("www.example.com").selfSigned();
    CertificateValidator validator = trusting(pinned).purpose(Purpose.TLS_CLIENT).build();

    PathRejected rejected =
        assertThrows(PathRejected.class, () -> validator.validate(chain(pinned), HOST));

    assertEquals(PathFailure.WRONG_PURPOSE, rejected.reason());
  }

  @Test
  void rejectsASmallRsaKeyEverywhere() {
    assertRejected(
        Rule.KEY_TOO_SMALL, CertificateMaker.server("www.example.com", "RSA-768").signedBy(root));
  }

  @Test
  @DisplayName("RFC 5937 §3: what the anchor's certificate constrains holds, unless told otherwise")
  void appliesTheAnchorsConstraintsUnlessToldOtherwise() throws Exception {
    Issued last =
        CertificateMaker.ca("Last Root")
            .with("2.5.29.19", true, new BasicConstraints(0))
            .selfSigned();
    Issued under = CertificateMaker.ca("Under").signedBy(last);
    List<Certificate> chain =
        chain(CertificateMaker.server("www.example.com").signedBy(under), under);
    RuleSet nameAndKey = Profile.RFC5280.rules().with(AnchorUse.NAME_AND_KEY);

    PathRejected rejected =
        assertThrows(PathRejected.class, () -> trusting(last).build().validate(chain, HOST));

    assertEquals(PathFailure.PATH_TOO_LONG, rejected.reason());
    assertEquals(
        chain.get(0), trusting(last).rules(nameAndKey).build().validate(chain, HOST).leaf());
  }

  @Test
  void rejectsABadSignature() {
    Issued forged =
        CertificateMaker.server("www.example.com")
            .signedFalselyAs(root, CertificateMaker.key("forger", "P-256"));
    assertRejected(Rule.SIGNATURE, forged);
  }

  @Test
  void rejectsSha1() {
    assertRejected(
        Rule.SIGNATURE_ALGORITHM,
        CertificateMaker.server("www.example.com").signature("SHA1withECDSA").signedBy(root));
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (k): basicConstraints with cA FALSE issues nothing")
  void rejectsAnIssuerThatIsNoCa() {
    Issued server = CertificateMaker.server("issuer.example.com").signedBy(root);
    assertRejected(
        Rule.NOT_A_CA, CertificateMaker.server("www.example.com").signedBy(server), server);
  }

  @Test
  void rejectsAVersion1Issuer() {
    Issued old = CertificateMaker.bare("Old CA", "P-256").version1().signedBy(root);
    assertEquals(1, old.certificate().version());
    assertRejected(Rule.NOT_A_CA, CertificateMaker.server("www.example.com").signedBy(old), old);
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (n): keyUsage without keyCertSign")
  void rejectsACaThatMayNotSignCertificates() {
    Issued crlOnly =
        CertificateMaker.ca("CRL CA")
            .with(
                "2.5.29.15",
                true,
                new org.bouncycastle.asn1.x509.KeyUsage(
                    org.bouncycastle.asn1.x509.KeyUsage.cRLSign))
            .signedBy(root);
    assertRejected(
        Rule.KEY_CERT_SIGN, CertificateMaker.server("www.example.com").signedBy(crlOnly), crlOnly);
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (l) (m): pathLenConstraint 0 allows no further CA")
  void rejectsAPathLongerThanAnIssuerAllows() {
    Issued last =
        CertificateMaker.ca("Last CA")
            .with("2.5.29.19", true, new BasicConstraints(0))
            .signedBy(root);
    Issued tooMany = CertificateMaker.ca("Too Many").signedBy(last);
    assertRejected(
        Rule.PATH_LENGTH,
        CertificateMaker.server("www.example.com").signedBy(tooMany),
        tooMany,
        last);
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (o), §6.1.5 (f)")
  void rejectsAnUnknownCriticalExtension() {
    assertRejected(
        Rule.UNKNOWN_CRITICAL_EXTENSION,
        CertificateMaker.server("www.example.com")
            .with("1.2.3.4", true, DERNull.INSTANCE)
            .signedBy(root));
  }

  @Test
  void rejectsANameOutsideThePermittedSubtrees() {
    Issued constrained =
        CertificateMaker.ca("Constrained CA")
            .with(
                "2.5.29.30",
                true,
                new NameConstraints(
                    new GeneralSubtree[] {
                      new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.org"))
                    },
                    null))
            .signedBy(root);
    assertRejected(
        Rule.NAME_CONSTRAINTS,
        CertificateMaker.server("www.example.com").signedBy(constrained),
        constrained);
  }

  @Test
  void triesTheOtherRootOfTheSameNameWhenOneDoesNotFit() throws Exception {
    Issued namesake =
        CertificateMaker.bare("Root", "P-384")
            .with("2.5.29.19", true, new BasicConstraints(true))
            .selfSigned();

    PathValidated path = trusting(namesake, root).build().validate(chain(leaf, issuing), HOST);

    assertEquals(root.certificate(), path.path().get(2));
  }

  @Test
  void readsATrustStoreFromADirectoryOfPemAndDer(@TempDir Path directory) throws Exception {
    Issued other = CertificateMaker.ca("Other").selfSigned();
    Files.writeString(
        directory.resolve("a.pem"), Pem.block("CERTIFICATE", root.certificate().der()));
    Files.write(directory.resolve("b.der"), other.certificate().der().toArray());
    Files.writeString(directory.resolve("README"), "no certificate");
    Files.createDirectory(directory.resolve("more"));

    TrustStore trust = TrustStore.ofDirectory(directory);

    assertTrue(trust.contains(root.certificate()));
    assertTrue(trust.contains(other.certificate()));
  }

  @Test
  void demandsANameToCheck() {
    CertificateValidator validator = trusting(root).build();
    assertThrows(IllegalArgumentException.class, () -> validator.validate(chain(leaf, issuing)));
  }

  @Test
  void givesUpWhenTheSignatureBudgetIsUsedUp() {
    CertificateValidator poor =
        trusting(root).budget(new Budget(1, 10_000, 250_000, 10_000, 10, 512)).build();

    PathRejected rejected =
        assertThrows(PathRejected.class, () -> poor.validate(chain(leaf, issuing), HOST));

    assertEquals(PathFailure.BUDGET_EXHAUSTED, rejected.reason());
    assertTrue(rejected.getMessage().contains("1 signatures"), rejected.getMessage());
  }

  @Test
  void refusesToWeakenSignatureChecks() {
    RuleSet rules = Profile.RFC5280.rules();
    assertThrows(
        IllegalArgumentException.class, () -> rules.with(Rule.SIGNATURE, Severity.WARNING));
    assertThrows(IllegalArgumentException.class, () -> rules.with(Rule.NOT_A_CA, Severity.OFF));
  }

  @Test
  void reportsAWeakenedRuleAsAWarning() throws Exception {
    RuleSet lenient = Profile.RFC5280.rules().with(Rule.EXPIRED, Severity.WARNING);
    CertificateValidator validator =
        trusting(root)
            .rules(lenient)
            .clock(InstantSource.fixed(CertificateMaker.NOT_AFTER.plusSeconds(1)))
            .build();

    PathValidated path = validator.validate(chain(leaf, issuing), HOST);

    assertEquals(
        List.of(Rule.EXPIRED, Rule.EXPIRED), path.warnings().stream().map(Finding::rule).toList());
  }
}
