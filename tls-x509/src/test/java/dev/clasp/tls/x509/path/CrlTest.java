package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.RevocationReason;
import dev.clasp.tls.x509.der.DerException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 5280 §6.3 with CRLs made by Bouncy Castle. */
class CrlTest {
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
  private static final BigInteger SERIAL = BigInteger.valueOf(0x80);

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued leaf = server().signedBy(root);

  private static CertificateMaker server() {
    return CertificateMaker.server("www.example.com").serial(SERIAL);
  }

  /** A CRL in the making: of the issuer, number 5, fresh, empty. */
  private static final class Maker {
    private final Issued signer;
    private final X509v2CRLBuilder builder;

    Maker(Issued signer) {
      this(signer, NOW.minusSeconds(60));
    }

    Maker(Issued signer, Instant thisUpdate) {
      this.signer = signer;
      X500Name name = X500Name.getInstance(signer.certificate().subject().encoded().toArray());
      builder = new X509v2CRLBuilder(name, Date.from(thisUpdate));
      builder.setNextUpdate(Date.from(NOW.plusSeconds(60)));
    }

    Maker until(Instant nextUpdate) {
      builder.setNextUpdate(Date.from(nextUpdate));
      return this;
    }

    Maker revoking(BigInteger serial, int reason) {
      builder.addCRLEntry(serial, Date.from(NOW.minusSeconds(3600)), reason);
      return this;
    }

    Maker revokingFor(X500Name issuer, BigInteger serial) throws Exception {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.certificateIssuer, true, new GeneralNames(new GeneralName(issuer)));
      Extensions built = extensions.generate();
      builder.addCRLEntry(serial, Date.from(NOW.minusSeconds(3600)), built);
      return this;
    }

    Maker with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) throws Exception {
      builder.addExtension(id, critical, value);
      return this;
    }

    Crl sign(int number) throws Exception {
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
      byte[] der =
          builder
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setProvider(PROVIDER)
                      .build(signer.keys().getPrivate()))
              .getEncoded();
      return Crl.parse(Bytes.copyOf(der));
    }

    Crl sign() throws Exception {
      return sign(5);
    }
  }

  private void assertGood(Issued subject, List<Certificate> others, Crl... crls)
      throws PathRejected {
    assertEquals(subject.certificate(), validate(subject, others, crls).leaf());
  }

  private void assertRejected(Rule rule, Issued subject, List<Certificate> others, Crl... crls) {
    PathRejected rejected = assertThrows(PathRejected.class, () -> validate(subject, others, crls));
    assertEquals(rule, rejected.finding().orElseThrow().rule(), rejected.getMessage());
  }

  private PathValidated validate(Issued subject, List<Certificate> others, Crl... crls)
      throws PathRejected {
    List<Certificate> chain = new ArrayList<>(List.of(subject.certificate()));
    chain.addAll(others);
    return CertificateValidator.builder(
            TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
        .clock(InstantSource.fixed(NOW))
        .revocation(RevocationPolicy.required(CrlSource.of(List.of(crls))))
        .build()
        .validate(chain, HOST);
  }

  private static CRLDistPoint point(String uri, ReasonFlags reasons, GeneralNames crlIssuer) {
    DistributionPointName name = new DistributionPointName(names(uri));
    return new CRLDistPoint(
        new DistributionPoint[] {new DistributionPoint(name, reasons, crlIssuer)});
  }

  private static GeneralNames names(String uri) {
    return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
  }

  private static IssuingDistributionPoint scope(String uri, ReasonFlags reasons, boolean indirect) {
    return new IssuingDistributionPoint(
        new DistributionPointName(names(uri)), false, false, reasons, indirect, false);
  }

  @Test
  void acceptsWhatIsNotListed() throws Exception {
    assertGood(leaf, List.of(), new Maker(root).sign());
    assertGood(
        leaf, List.of(), new Maker(root).revoking(BigInteger.ONE, CRLReason.superseded).sign());
  }

  /** The door for whoever fetches; nothing here does so by itself. */
  @Test
  void asksTheSourceForEachCertificate() throws Exception {
    Crl crl = new Maker(root).sign();
    List<String> asked = new ArrayList<>();
    CrlSource fetching =
        certificate -> {
          asked.add(certificate.subject().toString());
          return List.of(crl);
        };

    CertificateValidator.builder(
            TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
        .clock(InstantSource.fixed(NOW))
        .revocation(RevocationPolicy.required(fetching))
        .build()
        .validate(List.of(leaf.certificate()), HOST);

    assertEquals(List.of("CN=www.example.com"), asked);
  }

  @Test
  void noFlippedBitMakesACrlThatCounts() throws Exception {
    Bytes good = new Maker(root).revoking(BigInteger.ONE, CRLReason.superseded).sign().der();
    int parsed = 0;
    for (int bit = 0; bit < 8 * good.size(); bit++) {
      byte[] mutated = good.toArray();
      mutated[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        Crl crl = Crl.parse(Bytes.copyOf(mutated));
        parsed++;
        assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of(), crl);
      } catch (DerException refused) {
        assertTrue(refused.offset() <= good.size(), refused.getMessage());
      }
    }
    assertTrue(parsed > good.size(), "most bits are in content: only " + parsed);
  }

  @Test
  void rejectsWhatIsListed() throws Exception {
    Crl crl = new Maker(root).revoking(SERIAL, CRLReason.keyCompromise).sign();

    assertRejected(Rule.REVOKED, leaf, List.of(), crl);
    assertEquals(
        RevocationReason.KEY_COMPROMISE,
        crl.find(SERIAL, root.certificate().subject()).orElseThrow().reason());
  }

  @Test
  void findsEachOfManyEntriesAndNoOther() throws Exception {
    Maker maker = new Maker(root);
    for (int i = 1; i <= 1000; i++) {
      maker.revoking(BigInteger.valueOf(3L * i), CRLReason.superseded);
    }
    Crl crl = maker.sign();
    int found = 0;
    for (int i = 1; i <= 3000; i++) {
      found += crl.find(BigInteger.valueOf(i), root.certificate().subject()).isPresent() ? 1 : 0;
    }
    assertEquals(1000, crl.size());
    assertEquals(1000, found);
  }

  @Test
  void demandsACrl() {
    assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of());
  }

  @Test
  void rejectsACrlThatIsStaleOrOfTheFuture() throws Exception {
    Crl stale = new Maker(root).until(NOW.minusSeconds(1)).sign();
    Crl future = new Maker(root, NOW.plusSeconds(1)).sign();

    assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of(), stale);
    assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of(), future);
  }

  @Test
  void rejectsACrlOfAnImpostor() throws Exception {
    Issued impostor = CertificateMaker.ca("Root", "P-384").selfSigned();
    assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of(), new Maker(impostor).sign());
  }

  @Test
  @DisplayName("RFC 5280 §5.2: an unknown critical extension makes a CRL useless")
  void rejectsACrlWithAnUnknownCriticalExtension() throws Exception {
    Crl crl =
        new Maker(root).with(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE).sign();
    assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of(), crl);
  }

  @Test
  @DisplayName("RFC 5280 §6.3.3 (f): the signer's keyUsage has cRLSign")
  void rejectsACrlOfACaThatMayNotSignThem() throws Exception {
    Issued issuing =
        CertificateMaker.ca("Issuing")
            .with("2.5.29.15", true, new KeyUsage(KeyUsage.keyCertSign))
            .signedBy(root);
    Issued subject = server().signedBy(issuing);
    List<Certificate> others = List.of(issuing.certificate());

    assertRejected(
        Rule.REVOCATION_UNKNOWN,
        subject,
        others,
        new Maker(root).sign(),
        new Maker(issuing).sign());
  }

  @Test
  @DisplayName("RFC 5280 §6.3.3 (b)(2)(i): a partition must be the certificate's own")
  void looksOnlyIntoTheCertificatesPartition() throws Exception {
    Issued subject =
        server().with("2.5.29.31", false, point("http://ca/1.crl", null, null)).signedBy(root);
    Crl own =
        new Maker(root)
            .with(Extension.issuingDistributionPoint, true, scope("http://ca/1.crl", null, false))
            .sign();
    Crl other =
        new Maker(root)
            .with(Extension.issuingDistributionPoint, true, scope("http://ca/2.crl", null, false))
            .sign();

    assertGood(subject, List.of(), other, own);
    assertRejected(Rule.REVOCATION_UNKNOWN, subject, List.of(), other);
  }

  @Test
  @DisplayName("RFC 5280 §6.3.3 (l): every reason must be covered")
  void putsCrlsForSomeReasonsTogether() throws Exception {
    Issued subject =
        server().with("2.5.29.31", false, point("http://ca/1.crl", null, null)).signedBy(root);
    Crl compromise =
        new Maker(root)
            .with(
                Extension.issuingDistributionPoint,
                true,
                scope(
                    "http://ca/1.crl",
                    new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.cACompromise),
                    false))
            .sign();
    Crl rest =
        new Maker(root)
            .with(
                Extension.issuingDistributionPoint,
                true,
                scope(
                    "http://ca/1.crl",
                    new ReasonFlags(
                        ReasonFlags.affiliationChanged
                            | ReasonFlags.superseded
                            | ReasonFlags.cessationOfOperation
                            | ReasonFlags.certificateHold
                            | ReasonFlags.privilegeWithdrawn
                            | ReasonFlags.aACompromise),
                    false))
            .sign();

    assertGood(subject, List.of(), compromise, rest);
    assertRejected(Rule.REVOCATION_UNKNOWN, subject, List.of(), compromise);
  }

  @Test
  @DisplayName("RFC 5280 §5.3.3: an indirect CRL names the issuer of each entry")
  void followsIndirectCrls() throws Exception {
    Issued crlIssuer = CertificateMaker.ca("CRL Issuer").signedBy(root);
    X500Name crlName = X500Name.getInstance(crlIssuer.certificate().subject().encoded().toArray());
    X500Name rootName = X500Name.getInstance(root.certificate().subject().encoded().toArray());
    Issued subject =
        server()
            .with(
                "2.5.29.31",
                false,
                point("http://ca/i.crl", null, new GeneralNames(new GeneralName(crlName))))
            .signedBy(root);
    Crl ofRoot = new Maker(root).sign();
    IssuingDistributionPoint indirect = scope("http://ca/i.crl", null, true);
    Crl sameSerialOfAnother =
        new Maker(crlIssuer)
            .with(Extension.issuingDistributionPoint, true, indirect)
            .revokingFor(new X500Name("CN=Somebody"), SERIAL)
            .sign();
    Crl listed =
        new Maker(crlIssuer)
            .with(Extension.issuingDistributionPoint, true, indirect)
            .revokingFor(rootName, SERIAL)
            .sign();
    List<Certificate> others = List.of(crlIssuer.certificate());

    assertGood(subject, others, ofRoot, sameSerialOfAnother);
    assertRejected(Rule.REVOKED, subject, others, ofRoot, listed);
  }

  @Test
  @DisplayName("RFC 5280 §5.2.4: a delta adds to its base and can take back")
  void appliesDeltas() throws Exception {
    Crl base = new Maker(root).sign(5);
    Crl holding = new Maker(root).revoking(SERIAL, CRLReason.certificateHold).sign(5);
    CRLNumber five = new CRLNumber(BigInteger.valueOf(5));
    Crl revoking =
        new Maker(root)
            .with(Extension.deltaCRLIndicator, true, five)
            .revoking(SERIAL, CRLReason.keyCompromise)
            .sign(6);
    Crl releasing =
        new Maker(root)
            .with(Extension.deltaCRLIndicator, true, five)
            .revoking(SERIAL, CRLReason.removeFromCRL)
            .sign(6);

    assertRejected(Rule.REVOKED, leaf, List.of(), base, revoking);
    assertRejected(Rule.REVOKED, leaf, List.of(), holding);
    assertGood(leaf, List.of(), holding, releasing);
    assertRejected(Rule.REVOCATION_UNKNOWN, leaf, List.of(), revoking);
  }

  @Test
  void softFailureRefusesOnlyWhatIsKnownToBeRevoked() throws Exception {
    Crl crl = new Maker(root).revoking(SERIAL, CRLReason.keyCompromise).sign();
    for (List<Crl> known : List.of(List.<Crl>of(), List.of(crl))) {
      CertificateValidator validator =
          CertificateValidator.builder(
                  TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
              .clock(InstantSource.fixed(NOW))
              .revocation(RevocationPolicy.whereKnown(CrlSource.of(known)))
              .build();
      List<Certificate> chain = List.of(leaf.certificate());
      if (known.isEmpty()) {
        assertEquals(leaf.certificate(), validator.validate(chain, HOST).leaf());
      } else {
        assertEquals(
            PathFailure.REVOKED,
            assertThrows(PathRejected.class, () -> validator.validate(chain, HOST)).reason());
      }
    }
  }

  @Test
  void noProperPrefixParses() throws Exception {
    Bytes der = new Maker(root).revoking(SERIAL, CRLReason.superseded).sign().der();
    for (int length = 0; length < der.size(); length++) {
      Bytes prefix = der.first(length);
      assertThrows(DerException.class, () -> Crl.parse(prefix));
    }
  }

  @Test
  void anyFlippedBitIsReadOrRefusedButNothingElse() throws Exception {
    byte[] der = new Maker(root).revoking(SERIAL, CRLReason.superseded).sign().der().toArray();
    int refused = 0;
    for (int bit = 0; bit < 8 * der.length; bit++) {
      der[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        Crl.parse(Bytes.copyOf(der)).find(SERIAL, root.certificate().subject());
      } catch (DerException e) {
        refused++;
      }
      der[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertTrue(refused > der.length, "refused only " + refused);
  }
}
