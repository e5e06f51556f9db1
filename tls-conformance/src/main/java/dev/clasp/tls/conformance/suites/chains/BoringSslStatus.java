package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.AnchorUse;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.CrlSource;
import dev.clasp.tls.x509.path.OcspPolicy;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PeerEvidence;
import dev.clasp.tls.x509.path.Profile;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.RevocationPolicy;
import dev.clasp.tls.x509.path.TrustStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CRLs and OCSP responses of libpki, each with its certificate and the authority that issued it:
 * {@code crl_unittest} and {@code ocsp_unittest}. They are signed with SHA-1, which counts here.
 */
final class BoringSslStatus {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Instant CRL_TIME = Instant.parse("2017-03-09T00:00:00Z");
  private static final Instant OCSP_TIME = Instant.parse("2017-03-02T00:00:00Z");
  private static final String GOOD = "good";
  private static final String REVOKED = "revoked";
  private static final String UNKNOWN = "unknown";

  /** The file names of CRLs begin with what they are; those of responses do not all. */
  private static final Set<String> GOOD_RESPONSES =
      Set.of(
          "good_response.pem",
          "good_response_next_update.pem",
          "good_response_sha256.pem",
          "has_critical_ct_extension.pem",
          "has_extension.pem",
          "has_single_extension.pem",
          "has_version.pem",
          "multiple_response.pem",
          "ocsp_extra_certs.pem",
          "ocsp_sign_direct.pem",
          "ocsp_sign_indirect.pem",
          "responder_id.pem",
          "responder_name.pem");

  private static final Set<String> REVOKING_RESPONSES =
      Set.of(
          "revoke_response.pem",
          "revoke_response_reason.pem",
          "multiple_response_good_revoked.pem");

  private final Path directory;

  BoringSslStatus(Path directory) {
    this.directory = directory;
  }

  Stream<VectorCase> cases() throws UnusableSuite {
    return Stream.concat(
        BoringSslFiles.of(directory, "crl_unittest")
            .map(file -> vectorCase(BoringSslFiles.id(file, "crl_unittest"), file, true)),
        BoringSslFiles.of(directory, "ocsp_unittest")
            .map(file -> vectorCase(BoringSslFiles.id(file, "ocsp_unittest"), file, false)));
  }

  private static VectorCase vectorCase(String id, Path file, boolean crl) {
    return new VectorCase(
        id,
        () ->
            BoringSslDifferences.explain(
                CaseResult.of(
                    id,
                    crl ? expectedOfCrl(file) : expectedOfResponse(file),
                    crl ? byCrl(file) : byResponse(file),
                    "")));
  }

  private static String expectedOfCrl(Path file) {
    String first = BoringSslFiles.name(file).replace(".pem", "").split("_", 2)[0];
    return first.equals(GOOD) || first.equals(REVOKED) ? first : UNKNOWN;
  }

  private static String expectedOfResponse(Path file) {
    String name = BoringSslFiles.name(file);
    if (REVOKING_RESPONSES.contains(name)) {
      return REVOKED;
    }
    return GOOD_RESPONSES.contains(name) ? GOOD : UNKNOWN;
  }

  private static String byCrl(Path file) throws UnusableSuite {
    try {
      List<Certificate> chain = new ArrayList<>();
      chain.add(BoringSslFiles.certificate(file, "CERTIFICATE"));
      Certificate issuer = BoringSslFiles.certificate(file, "CA CERTIFICATE");
      List<Certificate> anchors = new ArrayList<>(List.of(issuer));
      if (BoringSslFiles.block(file, "CA CERTIFICATE 2").isPresent()) {
        Certificate signer = BoringSslFiles.certificate(file, "CA CERTIFICATE 2");
        chain.add(signer); // of CRLs, with the issuer's other key
        anchors.add(signer);
      }
      Crl crl = Crl.parse(BoringSslFiles.required(file, "CRL"));
      return status(
          chain,
          anchors,
          RevocationPolicy.required(CrlSource.of(List.of(crl))).leafOnly(),
          PeerEvidence.NONE,
          CRL_TIME);
    } catch (DerException malformed) {
      return UNKNOWN;
    }
  }

  private static String byResponse(Path file) throws UnusableSuite {
    try {
      Certificate leaf = BoringSslFiles.certificate(file, "CERTIFICATE");
      Certificate issuer = BoringSslFiles.certificate(file, "CA CERTIFICATE");
      Bytes response = BoringSslFiles.required(file, "OCSP RESPONSE");
      return status(
          List.of(leaf),
          List.of(issuer),
          RevocationPolicy.required(CrlSource.of(List.of()))
              .with(OcspPolicy.stapledOnly(CRYPTO.hashes()))
              .leafOnly(),
          PeerEvidence.stapled(List.of(response)),
          OCSP_TIME);
    } catch (DerException malformed) {
      return UNKNOWN;
    }
  }

  private static String status(
      List<Certificate> chain,
      List<Certificate> anchors,
      RevocationPolicy policy,
      PeerEvidence evidence,
      Instant now) {
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(anchors),
                SignatureChecker.insecure(
                    SignatureChecker.of(CRYPTO.verifiers()), CryptoProviders.insecureSignatures()))
            .rules(Profile.RFC5280.rules().with(AnchorUse.NAME_AND_KEY))
            .purpose(Purpose.ANY)
            .clock(InstantSource.fixed(now))
            .revocation(policy)
            .build();
    try {
      validator.validateForAnyName(chain, evidence);
      return GOOD;
    } catch (PathRejected e) {
      if (e.reason() == PathFailure.REVOKED) {
        return REVOKED;
      }
      boolean unknown =
          e.reason() == PathFailure.REVOCATION_STATUS_UNKNOWN
              || e.reason() == PathFailure.BAD_STATUS_RESPONSE;
      return unknown ? UNKNOWN : "not valid: " + e.getMessage();
    }
  }
}
