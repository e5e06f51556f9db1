package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.OcspResponse;
import dev.clasp.tls.x509.der.DerException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OCSP responses made by Bouncy Castle, stapled. */
class OcspTest {
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued leaf = CertificateMaker.server("www.example.com").signedBy(root);

  private record Answer(CertificateStatus status, Instant thisUpdate, Instant nextUpdate) {}

  private static Answer answer(CertificateStatus status) {
    return new Answer(status, NOW.minusSeconds(60), NOW.plusSeconds(60));
  }

  private Bytes respond(Issued subject, Answer answer, KeyPair signer, List<Certificate> along)
      throws Exception {
    DigestCalculator sha1 =
        new JcaDigestCalculatorProviderBuilder()
            .setProvider(PROVIDER)
            .build()
            .get(CertificateID.HASH_SHA1);
    CertificateID id =
        new CertificateID(sha1, holder(root.certificate()), subject.certificate().serialNumber());
    BasicOCSPRespBuilder builder =
        new BasicOCSPRespBuilder(
            SubjectPublicKeyInfo.getInstance(signer.getPublic().getEncoded()), sha1);
    builder.addResponse(
        id,
        answer.status(),
        Date.from(answer.thisUpdate()),
        answer.nextUpdate() == null ? null : Date.from(answer.nextUpdate()));
    List<X509CertificateHolder> holders = new ArrayList<>();
    for (Certificate certificate : along) {
      holders.add(holder(certificate));
    }
    OCSPResp response =
        new OCSPRespBuilder()
            .build(
                OCSPRespBuilder.SUCCESSFUL,
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(PROVIDER)
                        .build(signer.getPrivate()),
                    holders.toArray(X509CertificateHolder[]::new),
                    Date.from(NOW)));
    return Bytes.copyOf(response.getEncoded());
  }

  private static X509CertificateHolder holder(Certificate certificate) throws Exception {
    return new X509CertificateHolder(certificate.der().toArray());
  }

  private PathValidated validate(Issued subject, Bytes... stapled) throws PathRejected {
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.of(root.certificate()), CRYPTO.verifiers())
            .clock(InstantSource.fixed(NOW))
            .revocation(RevocationPolicy.stapled(OcspPolicy.stapledOnly(CRYPTO.hashes())))
            .build();
    return validator.validate(
        List.of(subject.certificate()), PeerEvidence.stapled(List.of(stapled)), HOST);
  }

  private void assertRejected(Rule rule, Issued subject, Bytes... stapled) {
    PathRejected rejected = assertThrows(PathRejected.class, () -> validate(subject, stapled));
    assertEquals(rule, rejected.finding().orElseThrow().rule(), rejected.getMessage());
  }

  @Test
  void acceptsAGoodAnswerOfTheIssuer() throws Exception {
    Bytes good = respond(leaf, answer(CertificateStatus.GOOD), root.keys(), List.of());
    assertEquals(leaf.certificate(), validate(leaf, good).leaf());
  }

  @Test
  void acceptsNoAnswerWhereNoneWasPromised() throws Exception {
    assertEquals(leaf.certificate(), validate(leaf).leaf());
  }

  /** The door for whoever fetches; nothing here does so by itself. */
  @Test
  void asksTheSourceForWhatWasNotStapled() throws Exception {
    Bytes good = respond(leaf, answer(CertificateStatus.GOOD), root.keys(), List.of());
    List<String> asked = new ArrayList<>();
    OcspPolicy fetching =
        new OcspPolicy(
            CRYPTO.hashes(),
            (certificate, issuer) -> {
              asked.add(certificate.subject() + " of " + issuer.subject());
              return List.of(good);
            });

    required(fetching).validate(List.of(leaf.certificate()), HOST);

    assertEquals(List.of("CN=www.example.com of CN=Root"), asked);
    OcspPolicy notFetching = OcspPolicy.stapledOnly(CRYPTO.hashes());
    PathRejected unknown =
        assertThrows(
            PathRejected.class,
            () -> required(notFetching).validate(List.of(leaf.certificate()), HOST));
    assertEquals(PathFailure.REVOCATION_STATUS_UNKNOWN, unknown.reason());
  }

  private CertificateValidator required(OcspPolicy ocsp) {
    return CertificateValidator.builder(TrustStore.of(root.certificate()), CRYPTO.verifiers())
        .clock(InstantSource.fixed(NOW))
        .revocation(RevocationPolicy.required(CrlSource.of(List.of())).with(ocsp))
        .build();
  }

  @Test
  void noFlippedBitMakesAResponseThatCounts() throws Exception {
    Bytes good = respond(leaf, answer(CertificateStatus.GOOD), root.keys(), List.of());
    for (int bit = 0; bit < 8 * good.size(); bit++) {
      byte[] mutated = good.toArray();
      mutated[bit / 8] ^= (byte) (1 << bit % 8);
      PathRejected rejected =
          assertThrows(PathRejected.class, () -> validate(leaf, Bytes.copyOf(mutated)));
      assertEquals(PathFailure.BAD_STATUS_RESPONSE, rejected.reason());
    }
  }

  @Test
  void rejectsARevokedCertificate() throws Exception {
    RevokedStatus revoked = new RevokedStatus(Date.from(NOW.minusSeconds(3600)), 1);
    Bytes response = respond(leaf, answer(revoked), root.keys(), List.of());
    assertRejected(Rule.REVOKED, leaf, response);
  }

  @Test
  void rejectsACertificateTheResponderDoesNotKnow() throws Exception {
    Bytes response = respond(leaf, answer(new UnknownStatus()), root.keys(), List.of());
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, response);
  }

  @Test
  @DisplayName("RFC 6960 §4.2.2.2: a delegate has a certificate of the issuer for OCSP signing")
  void acceptsADelegatedResponder() throws Exception {
    Issued responder =
        CertificateMaker.bare("Responder", "P-256")
            .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
            .signedBy(root);
    Bytes response =
        respond(
            leaf,
            answer(CertificateStatus.GOOD),
            responder.keys(),
            List.of(responder.certificate()));
    assertEquals(leaf.certificate(), validate(leaf, response).leaf());
  }

  @Test
  void rejectsADelegateForOtherPurposes() throws Exception {
    Issued server = CertificateMaker.server("ocsp.example.com").signedBy(root);
    Bytes response =
        respond(leaf, answer(CertificateStatus.GOOD), server.keys(), List.of(server.certificate()));
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, response);
  }

  @Test
  void rejectsADelegateOfSomeoneElse() throws Exception {
    Issued other = CertificateMaker.ca("Other").selfSigned();
    Issued responder =
        CertificateMaker.bare("Responder", "P-256")
            .with("2.5.29.37", false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
            .signedFalselyAs(root, other.keys());
    Bytes response =
        respond(
            leaf,
            answer(CertificateStatus.GOOD),
            responder.keys(),
            List.of(responder.certificate()));
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, response);
  }

  @Test
  void rejectsAStrangersSignature() throws Exception {
    Bytes response =
        respond(
            leaf,
            answer(CertificateStatus.GOOD),
            CertificateMaker.key("stranger", "P-256"),
            List.of());
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, response);
  }

  @Test
  void rejectsAnAnswerAboutAnother() throws Exception {
    Issued other =
        CertificateMaker.server("www.example.com").serial(BigInteger.valueOf(99)).signedBy(root);
    Bytes response = respond(other, answer(CertificateStatus.GOOD), root.keys(), List.of());
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, response);
  }

  @Test
  void rejectsAStaleAnswer() throws Exception {
    Answer stale = new Answer(CertificateStatus.GOOD, NOW.minusSeconds(3600), NOW.minusSeconds(1));
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, respond(leaf, stale, root.keys(), List.of()));
  }

  @Test
  void rejectsAnAnswerOfTheFuture() throws Exception {
    Answer future = new Answer(CertificateStatus.GOOD, NOW.plusSeconds(60), NOW.plusSeconds(120));
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, respond(leaf, future, root.keys(), List.of()));
  }

  @Test
  void takesAnAnswerWithoutNextUpdateForAWeek() throws Exception {
    long week = 7 * 24 * 3600;
    Answer young = new Answer(CertificateStatus.GOOD, NOW.minusSeconds(week), null);
    Answer old = new Answer(CertificateStatus.GOOD, NOW.minusSeconds(week + 1), null);

    assertEquals(
        leaf.certificate(), validate(leaf, respond(leaf, young, root.keys(), List.of())).leaf());
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, respond(leaf, old, root.keys(), List.of()));
  }

  @Test
  void rejectsGarbage() {
    assertRejected(Rule.BAD_STATUS_RESPONSE, leaf, Bytes.of(0x30, 0));
  }

  @Test
  @DisplayName("RFC 7633 §4.2.3: a promised answer must come")
  void demandsTheStapleACertificatePromises() throws Exception {
    Issued promising =
        CertificateMaker.server("www.example.com")
            .with("1.3.6.1.5.5.7.1.24", false, new DERSequence(new ASN1Integer(5)))
            .signedBy(root);
    Bytes good = respond(promising, answer(CertificateStatus.GOOD), root.keys(), List.of());

    assertEquals(promising.certificate(), validate(promising, good).leaf());
    assertRejected(Rule.MUST_STAPLE, promising);
  }

  @Test
  void hardFailureDemandsAnAnswer() {
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.of(root.certificate()), CRYPTO.verifiers())
            .clock(InstantSource.fixed(NOW))
            .revocation(
                RevocationPolicy.required(CrlSource.of(List.of()))
                    .with(OcspPolicy.stapledOnly(CRYPTO.hashes())))
            .build();

    PathRejected rejected =
        assertThrows(
            PathRejected.class, () -> validator.validate(List.of(leaf.certificate()), HOST));

    assertEquals(PathFailure.REVOCATION_STATUS_UNKNOWN, rejected.reason());
  }

  @Test
  void noProperPrefixParses() throws Exception {
    Bytes response = respond(leaf, answer(CertificateStatus.GOOD), root.keys(), List.of());
    assertEquals(1, OcspResponse.parse(response).responses().size());
    for (int length = 0; length < response.size(); length++) {
      Bytes prefix = response.first(length);
      assertThrows(DerException.class, () -> OcspResponse.parse(prefix));
    }
  }
}
