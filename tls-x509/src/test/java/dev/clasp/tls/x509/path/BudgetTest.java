package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;

/** What a peer can make expensive, and that it cannot make it too expensive. */
class BudgetTest {
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final int SAME_NAMED = 150;

  private final Issued root = CertificateMaker.ca("Root").selfSigned();

  private static PathRejected rejection(Issued anchor, Budget budget, List<Certificate> chain) {
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(anchor.certificate()), CryptoProviders.standard().verifiers())
            .clock(InstantSource.fixed(NOW))
            .budget(budget)
            .build();
    return assertThrows(PathRejected.class, () -> validator.validate(chain, HOST));
  }

  private static void assertExhausted(String limit, PathRejected rejected) {
    assertEquals(PathFailure.BUDGET_EXHAUSTED, rejected.reason(), rejected.getMessage());
    assertTrue(rejected.getMessage().contains(limit), rejected.getMessage());
  }

  /** Issuers of one name and many certificates, none of them the right one. */
  private List<Certificate> sameNamedIssuers() {
    Issued lost = CertificateMaker.ca("Namesake", "P-384").selfSigned();
    Issued leaf = CertificateMaker.server("www.example.com").signedBy(lost);
    List<Certificate> chain = new ArrayList<>(List.of(leaf.certificate()));
    for (int i = 0; i < SAME_NAMED; i++) {
      Issued candidate =
          CertificateMaker.named("CN=Namesake", "namesake " + i % 2, "P-256")
              .with("2.5.29.19", true, new BasicConstraints(true))
              .serial(BigInteger.valueOf(i + 1))
              .signedBy(root);
      chain.add(candidate.certificate());
    }
    return chain;
  }

  @Test
  void checksEachPairOfCertificateAndKeyOnce() {
    PathRejected rejected = rejection(root, Budget.DEFAULT, sameNamedIssuers());

    assertEquals(PathFailure.BAD_SIGNATURE, rejected.reason());
    assertEquals(2, rejected.explanation().orElseThrow().usage().signatures());
    assertEquals(SAME_NAMED, rejected.explanation().orElseThrow().usage().candidates());
  }

  /** Each with a key of its own, and no identifier that would tell which is the right one. */
  @Test
  void findsTheRightOneAmongAHundredIssuersOfOneName() throws PathRejected {
    List<Certificate> chain = new ArrayList<>();
    Issued right = root;
    for (int i = 0; i < 100; i++) {
      right =
          CertificateMaker.named("CN=Namesake", "hundred " + i, "P-256")
              .with("2.5.29.19", true, new BasicConstraints(true))
              .without("2.5.29.14")
              .signedBy(root);
      chain.add(right.certificate());
    }
    chain.add(0, CertificateMaker.server("www.example.com").signedBy(right).certificate());
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
            .clock(InstantSource.fixed(NOW))
            .build();

    PathValidated found = validator.validate(chain, HOST);

    assertEquals(right.certificate(), found.issuer().orElseThrow());
    assertTrue(found.usage().signatures() <= 101, found.usage().toString());
  }

  @Test
  void stopsAtTheLimitOfSignatures() {
    assertExhausted(
        "1 signatures", rejection(root, new Budget(1, 10_000, 1, 1, 10, 512), sameNamedIssuers()));
  }

  /** A clock that goes on by a second whenever it is looked at. */
  @Test
  void stopsWhenTheTimeIsOver() {
    Instant[] time = {NOW};
    InstantSource running = () -> time[0] = time[0].plusSeconds(1);
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
            .clock(InstantSource.fixed(NOW))
            .deadline(Duration.ofSeconds(5), running)
            .build();

    PathRejected rejected =
        assertThrows(PathRejected.class, () -> validator.validate(sameNamedIssuers(), HOST));

    assertExhausted("the time allowed", rejected);
    assertEquals(4, rejected.explanation().orElseThrow().usage().candidates());
  }

  @Test
  void stopsAtTheLimitOfCandidates() {
    assertExhausted(
        "20 candidates", rejection(root, new Budget(100, 20, 1, 1, 10, 512), sameNamedIssuers()));
  }

  @Test
  void keepsAsManyAttemptsAsItMayAndGoesOn() {
    PathRejected rejected =
        rejection(root, new Budget(100, 10_000, 1, 1, 10, 5), sameNamedIssuers());

    assertEquals(5, rejected.explanation().orElseThrow().leaf().issuers().size());
    assertEquals(SAME_NAMED, rejected.explanation().orElseThrow().usage().candidates());
  }

  @Test
  void stopsAtTheLimitOfDepth() {
    List<Certificate> chain = new ArrayList<>();
    Issued issuer = root;
    for (int i = 0; i < 4; i++) {
      issuer = CertificateMaker.ca("CA " + i).signedBy(issuer);
      chain.add(0, issuer.certificate());
    }
    Issued leaf = CertificateMaker.server("www.example.com").signedBy(issuer);
    chain.add(0, leaf.certificate());

    PathRejected rejected = rejection(root, new Budget(100, 100, 1, 1, 3, 512), chain);

    assertEquals(PathFailure.PATH_TOO_LONG, rejected.reason());
  }

  @Test
  void stopsAtTheLimitOfNamesTimesConstraints() {
    Issued constrained =
        CertificateMaker.ca("Constrained")
            .with("2.5.29.30", true, new NameConstraints(trees(100), null))
            .signedBy(root);
    GeneralName[] names = new GeneralName[100];
    for (int i = 0; i < names.length; i++) {
      names[i] = new GeneralName(GeneralName.dNSName, "n%d.example.com".formatted(i));
    }
    Issued leaf =
        CertificateMaker.server("www.example.com")
            .with("2.5.29.17", false, new GeneralNames(names))
            .signedBy(constrained);

    assertExhausted(
        "10100 pairs",
        rejection(
            root,
            new Budget(100, 100, 10_000, 1, 10, 512),
            List.of(leaf.certificate(), constrained.certificate())));
  }

  private static GeneralSubtree[] trees(int count) {
    GeneralSubtree[] trees = new GeneralSubtree[count];
    for (int i = 0; i < count; i++) {
      trees[i] = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "d%d.com".formatted(i)));
    }
    return trees;
  }

  @Test
  void stopsAtTheLimitOfPolicyNodes() {
    PolicyInformation[] policies = new PolicyInformation[50];
    for (int i = 0; i < policies.length; i++) {
      policies[i] = new PolicyInformation(new ASN1ObjectIdentifier("1.2.3." + i));
    }
    Issued leaf =
        CertificateMaker.server("www.example.com")
            .with("2.5.29.32", false, new CertificatePolicies(policies))
            .signedBy(root);

    assertExhausted(
        "49 policy nodes",
        rejection(root, new Budget(100, 100, 1, 49, 10, 512), List.of(leaf.certificate())));
  }
}
