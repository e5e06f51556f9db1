package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 5280 §6.1 with the policy graph of RFC 9618. */
class PolicyTest {
  private static final String ANY = "2.5.29.32.0";
  private static final String GOLD = "1.2.3.1";
  private static final String SILVER = "1.2.3.2";
  private static final PolicyInputs EXPLICIT =
      new PolicyInputs(Set.of(Oids.ANY_POLICY), true, false, false);

  private final Issued root = CertificateMaker.ca("Root").selfSigned();

  private static CertificatePolicies policies(String... ids) {
    return new CertificatePolicies(
        Arrays.stream(ids)
            .map(id -> new PolicyInformation(new ASN1ObjectIdentifier(id)))
            .toArray(PolicyInformation[]::new));
  }

  private static ASN1Encodable mapping(String issuer, String subject) {
    return new DERSequence(
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1ObjectIdentifier(issuer), new ASN1ObjectIdentifier(subject)
            }));
  }

  private static Set<Oid> oids(String... ids) {
    return Arrays.stream(ids).map(Oid::of).collect(Collectors.toSet());
  }

  private static PolicyInputs wanting(String policy) {
    return new PolicyInputs(oids(policy), true, false, false);
  }

  private Set<Oid> policiesOf(PolicyInputs inputs, CertificateMaker ca, CertificateMaker leaf)
      throws PathRejected {
    Issued issuing = ca.signedBy(root);
    List<Certificate> chain = List.of(leaf.signedBy(issuing).certificate(), issuing.certificate());
    return CertificateValidator.builder(
            TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
        .clock(InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")))
        .policies(inputs)
        .build()
        .validateForAnyName(chain)
        .policies();
  }

  private void assertRejected(PolicyInputs inputs, CertificateMaker ca, CertificateMaker leaf) {
    PathRejected rejected = assertThrows(PathRejected.class, () -> policiesOf(inputs, ca, leaf));
    assertEquals(PathFailure.POLICY_VIOLATED, rejected.reason(), rejected.getMessage());
  }

  private static CertificateMaker ca(String... ids) {
    return CertificateMaker.ca("Issuing").with("2.5.29.32", false, policies(ids));
  }

  private static CertificateMaker leaf(String... ids) {
    return CertificateMaker.server("www.example.com").with("2.5.29.32", false, policies(ids));
  }

  @Test
  void keepsThePoliciesAllCertificatesShare() throws Exception {
    assertEquals(oids(GOLD), policiesOf(EXPLICIT, ca(GOLD, SILVER), leaf(GOLD)));
    assertRejected(EXPLICIT, ca(SILVER), leaf(GOLD));
  }

  @Test
  void demandsNothingUnlessAskedTo() throws Exception {
    assertEquals(Set.of(), policiesOf(PolicyInputs.ANY, ca(SILVER), leaf(GOLD)));
  }

  @Test
  void keepsWhatTheUserAccepts() throws Exception {
    assertEquals(oids(GOLD), policiesOf(wanting(GOLD), ca(GOLD, SILVER), leaf(GOLD, SILVER)));
    assertRejected(wanting(SILVER), ca(GOLD), leaf(GOLD));
  }

  @Test
  void letsAnyPolicyStandForAllUnlessInhibited() throws Exception {
    PolicyInputs inhibited = new PolicyInputs(Set.of(Oids.ANY_POLICY), true, false, true);

    assertEquals(oids(GOLD), policiesOf(EXPLICIT, ca(ANY), leaf(GOLD)));
    assertEquals(oids(ANY), policiesOf(EXPLICIT, ca(ANY), leaf(ANY)));
    assertRejected(inhibited, ca(ANY), leaf(GOLD));
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (b): the result is in the trust anchor's terms")
  void mapsPolicies() throws Exception {
    CertificateMaker mapping = ca(GOLD).with("2.5.29.33", true, mapping(GOLD, SILVER));
    PolicyInputs inhibited = new PolicyInputs(Set.of(Oids.ANY_POLICY), true, true, false);

    assertEquals(oids(GOLD), policiesOf(EXPLICIT, mapping, leaf(SILVER)));
    assertRejected(EXPLICIT, mapping, leaf(GOLD));
    assertRejected(inhibited, mapping, leaf(SILVER));
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (a): anyPolicy is not mapped")
  void rejectsAMappingOfAnyPolicy() {
    assertRejected(
        PolicyInputs.ANY, ca(ANY).with("2.5.29.33", true, mapping(ANY, GOLD)), leaf(GOLD));
  }

  @Test
  @DisplayName("RFC 5280 §6.1.4 (i): a CA can demand a policy")
  void obeysRequireExplicitPolicy() throws Exception {
    ASN1Encodable atOnce = new DERSequence(new DERTaggedObject(false, 0, new ASN1Integer(0)));

    assertEquals(
        oids(GOLD),
        policiesOf(PolicyInputs.ANY, ca(GOLD).with("2.5.29.36", true, atOnce), leaf(GOLD)));
    assertRejected(PolicyInputs.ANY, ca(GOLD).with("2.5.29.36", true, atOnce), leaf(SILVER));
  }

  @Test
  @DisplayName("RFC 5280 §6.1.3 (e): a certificate without policies ends them all")
  void losesAllPoliciesAtACertificateWithout() {
    assertRejected(EXPLICIT, CertificateMaker.ca("Issuing"), leaf(GOLD));
  }
}
